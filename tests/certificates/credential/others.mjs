// What common verifiers make of a credential: node others.mjs FOLDER vc|core
// Reads {credential, documents, now} from the standard input; `documents` are all that the world has, by address.
import {createRequire} from 'node:module';
import {pathToFileURL} from 'node:url';
import fs from 'node:fs';

const require = createRequire(process.argv[2] + '/');
const load = async name => import(pathToFileURL(require.resolve(name)).href);
const asked = JSON.parse(fs.readFileSync(0, 'utf8'));

// verifier-core fetches by itself; here the world ends at the documents that were given.
globalThis.fetch = async request => {
  const url = String(request.url ?? request);
  const document = asked.documents[url];
  return document ?
    new Response(JSON.stringify(document), {status: 200, headers: {'content-type': 'application/json'}}) :
    new Response('', {status: 404});
};

if(process.argv[3] === 'core') {
  const core = await import(pathToFileURL(`${process.argv[2]}/@digitalcredentials/verifier-core/dist/index.js`).href);
  const said = await core.verifyCredential({credential: asked.credential, knownDIDRegistries: []});
  console.log(JSON.stringify({log: said.log ?? [], errors: (said.errors ?? []).map(each => each.name)}));
  process.exit(0);
}

const vc = await load('@digitalbazaar/vc');
const {DataIntegrityProof} = await load('@digitalbazaar/data-integrity');
const {cryptosuite} = await load('@digitalbazaar/eddsa-rdfc-2022-cryptosuite');
const {checkStatus} = await load('@digitalbazaar/vc-bitstring-status-list');

const documentLoader = async url => {
  const [name, fragment] = url.split('#');
  let document = asked.documents[url] ?? asked.documents[name];
  if(!document) { return vc.defaultDocumentLoader(url); }
  if(fragment && document.verificationMethod) {
    const method = document.verificationMethod.find(each => each.id === url);
    if(!method) { throw new Error(`no such key: ${url}`); }
    document = {'@context': 'https://w3id.org/security/multikey/v1', ...method};
  }
  return {contextUrl: null, documentUrl: url, document};
};

const suite = () => new DataIntegrityProof({cryptosuite});
const result = await vc.verifyCredential({
  credential: asked.credential, suite: [suite()], documentLoader, now: new Date(asked.now),
  checkStatus: async options => checkStatus({
    ...options, documentLoader, suite: suite(), verifyBitstringStatusListCredential: true
  })
});
const reasons = [];
const walk = error => { if(error) { reasons.push(String(error.message)); (error.errors ?? []).forEach(walk); walk(error.cause); } };
walk(result.error);
walk(result.statusResult?.error);
(result.statusResult?.results ?? []).forEach(each => reasons.push(`status ${JSON.stringify(each.status ?? each.verified)}`));
console.log(JSON.stringify({verified: result.verified, status: result.statusResult?.verified ?? null, reasons}));
