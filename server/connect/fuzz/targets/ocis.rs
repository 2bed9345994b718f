//! A line of OCIS' audit log.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let _ = dezky_connect::parse::ocis::parse(data);
    let _ = dezky_connect::parse::redact_bytes(data);
});
