//! `dnsZoneFile`: the records of a domain as BIND writes them, in the recorded order. DKIM lines only once the keys are
//! there, and a text above 255 bytes on lines of its own.

use std::fmt::Write;

use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::Value;

use super::{State, form, ids, text};

/// The server's own name.
pub const HOST: &str = "mail.dezky.example";
const MTA_STS: &str = "16065829147865748079";

impl State {
    /// The zone of a domain.
    pub fn zone(&self, id: u64, domain: &Value) -> String {
        let name = text(domain, "name");
        let mut zone = Zone(String::new());
        for (_, key) in self.rows("DkimSignature").filter(|(_, key)| ids::number(text(key, "domainId")) == Some(id)) {
            let kind = if form::tag(key).is_some_and(|tag| tag.contains("Rsa")) { "rsa" } else { "ed25519" };
            let record = format!("v=DKIM1; k={kind}; h=sha256; p={}", text(key, "publicKey"));
            zone.text(&format!("{}._domainkey.{name}", text(key, "selector")), &record);
        }
        if HOST.ends_with(&format!(".{name}")) {
            zone.text(HOST, "v=spf1 a -all");
        }
        zone.text(name, "v=spf1 mx -all");
        zone.line(name, &format!("MX 10 {HOST}."));
        let report = text(domain, "reportAddressUri");
        let report = if report.contains('@') { report.to_owned() } else { format!("{report}@{name}") };
        let reports = domain["reportAddressUri"].is_string();
        if reports {
            zone.text(&format!("_dmarc.{name}"), &format!("v=DMARC1; p=reject; rua={report}"));
        }
        let services =
            [("caldavs", 443), ("carddavs", 443), ("imaps", 993), ("jmap", 443), ("pop3s", 995), ("submissions", 465)];
        for (service, port) in services {
            zone.line(&format!("_{service}._tcp.{name}"), &format!("SRV 0 1 {port} {HOST}."));
        }
        zone.points(&format!("mta-sts.{name}"));
        zone.text(&format!("_mta-sts.{name}"), &format!("v=STSv1; id={MTA_STS}"));
        if reports {
            zone.text(&format!("_smtp._tls.{name}"), &format!("v=TLSRPTv1; rua={report}"));
        }
        zone.points(&format!("ua-auto-config.{name}"));
        zone.text(&format!("_ua-auto-config.{name}"), &format!("v=UAAC1; a=sha256; d={}", digest(name)));
        zone.points(&format!("autoconfig.{name}"));
        zone.points(&format!("autodiscover.{name}"));
        zone.0
    }
}

struct Zone(String);

impl Zone {
    fn line(&mut self, name: &str, rest: &str) {
        let _ = writeln!(self.0, "{name}. IN {rest}");
    }

    fn points(&mut self, name: &str) {
        self.line(name, &format!("CNAME {HOST}."));
    }

    fn text(&mut self, name: &str, text: &str) {
        if text.len() <= 255 {
            return self.line(name, &format!("TXT \"{text}\""));
        }
        let _ = writeln!(self.0, "{name}. IN TXT (");
        let mut rest = text;
        while !rest.is_empty() {
            let (part, more) = rest.split_at(rest.len().min(255));
            let _ = writeln!(self.0, "    \"{part}\"");
            rest = more;
        }
        self.0.push_str(")\n");
    }
}

/// 32 bytes that stay the same for a domain, in place of the digest of a document that isn't served here.
fn digest(name: &str) -> String {
    let bytes: Vec<u8> = (0u64..4).flat_map(|seed| fnv(seed, name.as_bytes()).to_be_bytes()).collect();
    STANDARD.encode(bytes)
}

/// FNV-1a.
pub fn fnv(seed: u64, bytes: &[u8]) -> u64 {
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    bytes.iter().fold(0xcbf2_9ce4_8422_2325 ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15), step)
}
