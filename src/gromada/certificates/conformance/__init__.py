"""The conformance service: the endpoints of VC-API that the public suites of W3C ask, with a test key, off unless GROMADA_CONFORMANCE is set."""
