/** The one script of the hosted pages: comfort only, every page works without it. */
import { passkeyScript } from './passkey-script.ts';

/*
 * Words come from the page. A pressed form is marked, not disabled: a disabled button would not be sent. The mark is taken
 * away when the browser shows the page again from its memory.
 */
export const script = `(()=>{'use strict';
const each=(selector,act)=>document.querySelectorAll(selector).forEach(act);
each('[data-reveal]',button=>{
const field=document.getElementById(button.dataset.reveal);
button.hidden=false;
button.parentElement.classList.add('symbolon-control--reveal');
const set=shown=>{
field.type=shown?'text':'password';
button.textContent=shown?button.dataset.hide:button.dataset.show;
button.setAttribute('aria-label',shown?button.dataset.hideLabel:button.dataset.showLabel)};
button.addEventListener('click',()=>{set(field.type==='password');field.focus()});
if(field.form)field.form.addEventListener('submit',()=>set(false))});
each('form',form=>form.addEventListener('submit',event=>{
if(form.dataset.sent!==undefined){event.preventDefault();return}
form.dataset.sent='';
const button=event.submitter;
if(button){button.style.width=button.offsetWidth+'px';button.setAttribute('aria-busy','true')}}));
addEventListener('pageshow',event=>{
if(!event.persisted)return;
each('form[data-sent]',form=>delete form.dataset.sent);
each('[aria-busy]',button=>button.removeAttribute('aria-busy'))});
each('[data-onward] a',link=>{
const go=()=>location.replace(link.href);
addEventListener('load',go);
setTimeout(go,4000)});
each('[data-copy]',button=>{
const source=document.getElementById(button.dataset.copy);
const text=button.textContent;
const label=button.getAttribute('aria-label');
let timer;
const say=(words,spoken)=>{button.textContent=words;button.setAttribute('aria-label',spoken)};
button.hidden=false;
button.addEventListener('click',async()=>{
try{await navigator.clipboard.writeText(source.textContent)}
catch{getSelection().selectAllChildren(source);if(!document.execCommand('copy'))return}
button.style.width=button.offsetWidth+'px';
say(button.dataset.done,button.dataset.done);
button.dataset.copied='';
clearTimeout(timer);
timer=setTimeout(()=>{say(text,label);delete button.dataset.copied},2000)})});${passkeyScript}
})()`.replace(/\n/g, '');
