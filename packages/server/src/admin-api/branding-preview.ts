/** Branding looked at before it is saved. */
import { locales, sanitiseCss } from '@symbolon/login';
import { z } from 'zod';
import { brandingSchema, mergedBranding, toBranding } from '../config/branding.ts';
import { oneOf } from '../config/schema-issues.ts';
import { appearances, previewPages, renderPreview } from '../interactions/preview.ts';
import { type Operation, operation } from './operation.ts';

/** With a data URI for a logo and one for the background. */
export const longestBranding = 768 * 1024;

const preview = z.strictObject({
  branding: brandingSchema().omit({ css: true }).extend({ css: z.string().optional() }),
  page: oneOf(previewPages).optional(),
  appearance: oneOf(appearances).optional(),
  locale: oneOf(locales).optional(),
  application_name: z.string().min(1).max(200).optional(),
});

export const brandingPreview: readonly Operation[] = [
  operation({
    method: 'POST',
    path: '/pools/{pool}/branding/preview',
    permission: 'settings:write',
    summary:
      'Render a page with a branding that is not saved, for a sandboxed frame; tells what its CSS would lose',
    input: preview,
    answer: z.strictObject({
      html: z.string(),
      dropped: z.array(z.strictObject({ line: z.number(), reason: z.string() })),
    }),
    longestBody: longestBranding,
    async handle({ input }) {
      const {
        branding,
        appearance,
        page = 'login',
        locale = 'en',
        application_name: applicationName = 'Example',
      } = input;
      const { css, dropped } = sanitiseCss(branding.css ?? '');
      const safe = toBranding(mergedBranding({ ...branding, css }));
      const html = renderPreview(safe, { appearance, page, locale, applicationName });
      return { status: 200, body: { html, dropped } };
    },
  }),
];
