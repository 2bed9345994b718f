//! An event of Authentik's, and what its webhook sends.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let _ = dezky_connect::parse::authentik::parse(data);
    let _ = dezky_connect::parse::authentik::nudge(data);
});
