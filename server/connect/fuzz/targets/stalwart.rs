//! A batch of Stalwart's webhook, and a line of its log: a line never says more than its beginning.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let _ = dezky_connect::parse::stalwart::webhook(data);
    if let Ok(line) = dezky_connect::parse::stalwart::line(data) {
        assert!(line.event.account_name.is_none());
    }
});
