/** The page that a client frames to ask whether the session has changed — OIDC Session Management §3.2, §3.3. */
import { hash } from 'node:crypto';
import type { HttpRequest, HttpResponse } from '@symbolon/foundation';
import type { IssuerContext } from '../issuer-context.ts';

/** Answers each message from the cookie alone, for each session of the browser; the sender's origin is part of what is hashed, so no other can ask. */
const scriptFor = (cookieName: string): string => `(()=>{'use strict';
const states=()=>{
const pair=document.cookie.split('; ').find(entry=>entry.startsWith(${JSON.stringify(`${cookieName}=`)}));
return pair===undefined?['']:pair.slice(pair.indexOf('=')+1).split('.')};
const judge=async(message,origin)=>{
const [,client,hashed,salt]=/^([\\x21-\\x7e]+) ([\\w-]{43})\\.([\\w-]+)$/.exec(message)??[];
if(client===undefined)return 'error';
for(const state of states()){
const text=new TextEncoder().encode(client+' '+origin+' '+state+' '+salt);
const bytes=new Uint8Array(await crypto.subtle.digest('SHA-256',text));
const own=btoa(String.fromCharCode(...bytes)).replace(/\\+/g,'-').replace(/\\//g,'_').replace(/=/g,'');
if(own===hashed)return 'unchanged'}
return 'changed'};
addEventListener('message',async event=>{
if(typeof event.data!=='string'||event.source!==parent||event.origin==='null')return;
event.source.postMessage(await judge(event.data,event.origin),event.origin)});
})()`;

export async function checkSession(_request: HttpRequest, context: IssuerContext): Promise<HttpResponse> {
  const script = scriptFor(context.userAgent.browserStateCookie);
  const allowed = `'sha256-${hash('sha256', script, 'base64')}'`;
  return {
    status: 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'public, max-age=300',
      // Any page may frame it: it shows nothing, and answers only who knows a hash that was made for that origin.
      'content-security-policy': `default-src 'none'; script-src ${allowed}; base-uri 'none'; form-action 'none'`,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    },
    body: `<!doctype html><html lang="en"><meta charset="utf-8"><title>Session</title><body><script>${script}</script></body></html>`,
  };
}
