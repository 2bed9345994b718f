//! The text of a zone as Stalwart writes it.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    if let Ok(text) = std::str::from_utf8(data) {
        let _ = dezky_connect::stalwart::zone::parse(text, "acme.example");
    }
});
