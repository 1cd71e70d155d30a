//! Fakes, builders and the Store conformance suite.
