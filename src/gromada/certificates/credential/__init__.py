"""The certificate as data that anybody can check: W3C Verifiable Credential 2.0 that is at the same time an Open Badges 3.0 credential.

Pure: no Django, no database, no network. Order of reading: `badge` (what it says), `proof` (how it is signed), `expansion` and `canon`
(the bytes that are signed), `verifying` (how it is checked), `status` (how it dies), `did` (whose key it is), `generic` (papers of others).
"""
