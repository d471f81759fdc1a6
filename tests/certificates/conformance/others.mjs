// What the libraries make on which the public suites stand: node others.mjs FOLDER, {deed, documents, ...} on the standard input.
//   sign: [{credential | presentation, suite, purpose, proof, options}] → each secured as their own generators do
//   verify: [credential] → [true | a reason]
import {createRequire} from 'node:module';
import {pathToFileURL} from 'node:url';
import fs from 'node:fs';

const require = createRequire(process.argv[2] + '/');
const load = async name => import(pathToFileURL(require.resolve(name)).href);
const asked = JSON.parse(fs.readFileSync(0, 'utf8'));

const vc = await load('@digitalbazaar/vc');
const {DataIntegrityProof} = await load('@digitalbazaar/data-integrity');
const {cryptosuite: rdfc} = await load('@digitalbazaar/eddsa-rdfc-2022-cryptosuite');
const jcs = await load('@digitalbazaar/eddsa-jcs-2022-cryptosuite');
const Multikey = await load('@digitalbazaar/ed25519-multikey');
const {Ed25519Signature2020} = await load('@digitalbazaar/ed25519-signature-2020');
const {Ed25519VerificationKey2020} = await load('@digitalbazaar/ed25519-verification-key-2020');

const documentLoader = async url => {
  let document = asked.documents[url];
  if(!document && url.startsWith('did:key:')) {
    const [did, fragment] = url.split('#');
    const old = asked.old === true;
    const method = {
      '@context': old ? 'https://w3id.org/security/suites/ed25519-2020/v1' : 'https://w3id.org/security/multikey/v1',
      id: `${did}#${did.slice(8)}`, controller: did, publicKeyMultibase: did.slice(8),
      type: old ? 'Ed25519VerificationKey2020' : 'Multikey'
    };
    const controller = {'@context': 'https://www.w3.org/ns/did/v1', id: did, assertionMethod: [method.id], authentication: [method.id]};
    document = fragment ? method : controller;
  }
  if(!document) { throw new Error(`not at hand: ${url}`); }
  return {contextUrl: null, documentUrl: url, document};
};

const suiteOf = async name => {
  if(name === 'Ed25519Signature2020') {
    const key = asked.key && await Ed25519VerificationKey2020.from({...asked.key, type: 'Ed25519VerificationKey2020'});
    return new Ed25519Signature2020(key ? {key} : {});
  }
  const signer = asked.key && (await Multikey.from({...asked.key, type: 'Multikey'})).signer();
  const cryptosuite = name === 'eddsa-jcs-2022' ? (signer ? jcs.createSignCryptosuite?.() ?? jcs.cryptosuite : jcs.createVerifyCryptosuite?.() ?? jcs.cryptosuite) : rdfc;
  return new DataIntegrityProof(signer ? {signer, cryptosuite} : {cryptosuite});
};

const reason = error => [error?.message, ...(error?.errors ?? []).map(reason), error?.cause?.message].filter(Boolean).join(' | ');
const found = [];
for(const each of asked.sign ?? []) {
  const suite = await suiteOf(each.suite);
  Object.assign(suite, each.set ?? {});
  if(each.proof) { suite.proof = each.proof; }
  found.push(each.presentation ?
    await vc.signPresentation({presentation: each.presentation, suite, documentLoader, challenge: each.challenge, domain: each.domain}) :
    await vc.issue({credential: each.credential, suite, documentLoader}));
}
for(const credential of asked.verify ?? []) {
  const proof = [credential.proof].flat()[0];
  const suite = await suiteOf(proof.cryptosuite ?? proof.type);
  const result = await vc.verifyCredential({credential, suite: [suite], documentLoader, checkStatus: async () => ({verified: true})});
  found.push(result.verified || reason(result.error));
}
console.log(JSON.stringify(found));
