/** The look of the console: colours, type and space of the house, in the words of the component library. */
import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core';

const teal: MantineColorsTuple = [
  '#e8f5f3',
  '#d0e9e5',
  '#a3d5cd',
  '#79c6bb',
  '#4fb8ab',
  '#319d90',
  '#1f8478',
  '#0f6b62',
  '#0b544d',
  '#083f3a',
];

const red: MantineColorsTuple = [
  '#fdecea',
  '#f9d5d2',
  '#f0a9a3',
  '#f28b82',
  '#f28b82',
  '#d6453c',
  '#c4362d',
  '#b3261e',
  '#8f1e18',
  '#6d1712',
];

const dark: MantineColorsTuple = [
  '#eceae4',
  '#c9c7c1',
  '#a3a8b1',
  '#8d929c',
  '#2c3038',
  '#23272f',
  '#1b1e24',
  '#131519',
  '#0f1114',
  '#0b0c0f',
];

/** What stands on a filled button: the accents of the dark scheme are light. */
const colours: VariantColorsResolver = input => {
  const resolved = defaultVariantColorsResolver(input);
  return input.variant === 'filled' ? { ...resolved, color: 'var(--on-accent)' } : resolved;
};

export const theme = createTheme({
  variantColorResolver: colours,
  fontFamily: "'Inter Variable', system-ui, -apple-system, 'PingFang SC', 'Microsoft YaHei', sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', Menlo, Consolas, monospace",
  colors: { teal, red, dark },
  primaryColor: 'teal',
  primaryShade: { light: 7, dark: 4 },
  black: '#16181d',
  defaultRadius: 8,
  fontSizes: { xs: '13px', sm: '14px', md: '16px', lg: '20px', xl: '28px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '28px', lineHeight: '1.2' },
      h2: { fontSize: '20px', lineHeight: '1.2' },
      h3: { fontSize: '16px', lineHeight: '1.2' },
    },
  },
  cursorType: 'pointer',
  components: {
    Badge: { defaultProps: { tt: 'none', fw: 500 } },
    // Its header is that of a dialog, not of the page.
    Modal: {
      styles: { title: { fontWeight: 600 } },
      defaultProps: { attributes: { header: { role: 'presentation' } } },
    },
  },
  respectReducedMotion: true,
});

export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#fbfaf7',
    '--mantine-color-text': '#16181d',
    '--mantine-color-dimmed': '#666a73',
    '--mantine-color-placeholder': '#6b6f78',
    '--mantine-color-default-border': '#e4e1d9',
    '--mantine-color-error': '#b3261e',
    '--mantine-color-anchor': '#0f6b62',
    '--card': '#ffffff',
    '--edge': '#8b8f97',
    '--good': '#1e7a3c',
    '--hover': '#f2efe8',
    '--on-accent': '#ffffff',
  },
  dark: {
    '--mantine-color-body': '#131519',
    '--mantine-color-text': '#eceae4',
    '--mantine-color-dimmed': '#a3a8b1',
    '--mantine-color-placeholder': '#8d929c',
    '--mantine-color-default-border': '#2c3038',
    '--mantine-color-error': '#f28b82',
    '--mantine-color-anchor': '#4fb8ab',
    '--card': '#1b1e24',
    '--edge': '#6b707a',
    '--good': '#6fcf8b',
    '--hover': '#23272f',
    '--on-accent': '#131519',
  },
});
