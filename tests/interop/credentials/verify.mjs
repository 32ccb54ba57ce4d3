// Judges a credential with Digital Bazaar's libraries, from files only: `node verify.mjs CASE.json` prints one line of JSON.
// The case holds {credential, documents: {url: document}}; a document that is not there is never fetched.
import * as vc from "@digitalbazaar/vc";
import {DataIntegrityProof} from "@digitalbazaar/data-integrity";
import {cryptosuite} from "@digitalbazaar/eddsa-rdfc-2022-cryptosuite";
import {checkStatus} from "@digitalbazaar/vc-bitstring-status-list";
import {readFileSync} from "node:fs";

const given = JSON.parse(readFileSync(process.argv[2], "utf8"));

async function documentLoader(url) {
  const [base, fragment] = url.split("#");
  const found = given.documents[base];
  if (!found) {
    throw new Error(`not shipped, and the network is not asked: ${url}`);
  }
  const document = fragment ? found.verificationMethod.find((method) => method.id === url) : found;
  if (!document) {
    throw new Error(`the issuer lists no such key: ${url}`);
  }
  // a method read on its own carries its context, as a resolver of DIDs returns it
  const own = fragment ? {"@context": "https://w3id.org/security/multikey/v1", ...document} : document;
  return {contextUrl: null, documentUrl: url, document: own};
}

const suite = new DataIntegrityProof({cryptosuite});
// the library says that a status was read; what a set bit means is for its caller to say
const judge = async (options) => {
  const status = await checkStatus(options);
  const set = (status.results ?? []).filter((each) => each.status);
  const error = set.map((each) => `status set: ${each.credentialStatus.statusPurpose}`).join(", ");
  return set.length ? {verified: false, error: new Error(error)} : status;
};
const result = await vc.verifyCredential({credential: given.credential, suite, documentLoader, checkStatus: judge});
const reasons = [];
const collect = (error) => {
  if (error) {
    reasons.push(error.message ?? String(error));
    (error.errors ?? []).forEach(collect);
    collect(error.cause);
  }
};
collect(result.error);
collect(result.statusResult?.error);
console.log(JSON.stringify({verified: result.verified, reasons}));
