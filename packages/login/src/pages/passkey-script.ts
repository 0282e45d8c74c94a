/** What the script of the pages does about passkeys — WebAuthn Level 3 §5.1.3, §5.1.4. */

/*
 * Stands inside the script of the pages, whose `each` it uses. The button asks the browser, puts the answer into its field
 * and is pressed again. `autofill` waits in the background until the button is pressed.
 */
export const passkeyScript = `
const bytes=text=>Uint8Array.from(atob(text.replaceAll('-','+').replaceAll('_','/')),letter=>letter.charCodeAt(0));
const text=buffer=>buffer?btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll('+','-').replaceAll('/','_').replaceAll('=',''):undefined;
const named=list=>(list||[]).map(one=>({...one,id:bytes(one.id)}));
const ask=async(ceremony,options,more)=>{
const publicKey={...options,challenge:bytes(options.challenge)};
if(options.user)publicKey.user={...options.user,id:bytes(options.user.id)};
if(options.allowCredentials)publicKey.allowCredentials=named(options.allowCredentials);
if(options.excludeCredentials)publicKey.excludeCredentials=named(options.excludeCredentials);
const{id,type,response}=await navigator.credentials[ceremony]({publicKey,...more});
return JSON.stringify({id,type,response:{
clientDataJSON:text(response.clientDataJSON),
attestationObject:text(response.attestationObject),
transports:response.getTransports?response.getTransports():undefined,
authenticatorData:response.signature?text(response.authenticatorData):undefined,
signature:text(response.signature),
userHandle:text(response.userHandle)}})};
if(window.PublicKeyCredential){
each('[data-passkey]',button=>{
const options=JSON.parse(button.dataset.passkey);
const answer=document.getElementById(button.dataset.answer);
const failure=document.getElementById(button.dataset.failure);
const send=given=>{answer.value=given;button.click()};
let waiting;
button.hidden=false;
answer.value='';
button.addEventListener('click',event=>{
if(answer.value!=='')return;
event.preventDefault();
if(waiting)waiting.abort();
failure.hidden=true;
ask(button.dataset.ceremony==='create'?'create':'get',options).then(send,()=>{failure.hidden=false})});
if(button.dataset.ceremony!=='autofill'||!PublicKeyCredential.isConditionalMediationAvailable)return;
PublicKeyCredential.isConditionalMediationAvailable().then(can=>{
if(!can)return;
waiting=new AbortController();
ask('get',options,{mediation:'conditional',signal:waiting.signal}).then(send,()=>{})})});
each('[data-passkey-capable]',field=>{
const can=PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable;
if(can)can.call(PublicKeyCredential).then(yes=>{if(yes)field.value='yes'})})}`;
