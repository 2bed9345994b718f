//! Where a request came from. `X-Forwarded-For` is a claim: it is believed only as far as trusted proxies wrote it.

use std::net::{IpAddr, Ipv6Addr};

/// An address or a network in CIDR notation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Network {
    base: u128,
    bits: u32,
}

impl Network {
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (address, bits) = match text.trim().split_once('/') {
            Some((address, bits)) => (address.parse::<IpAddr>().ok()?, Some(bits.parse::<u32>().ok()?)),
            None => (text.trim().parse::<IpAddr>().ok()?, None),
        };
        // An IPv4 address is the IPv6 address that maps it, 96 bits further down.
        let (most, offset) = if address.is_ipv4() { (32, 96) } else { (128, 0) };
        let bits = bits.unwrap_or(most);
        (bits <= most).then(|| Self { base: number(address) & mask(bits + offset), bits: bits + offset })
    }

    #[must_use]
    pub fn contains(&self, address: IpAddr) -> bool {
        number(address) & mask(self.bits) == self.base
    }
}

fn number(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(v4) => v4.to_ipv6_mapped().to_bits(),
        IpAddr::V6(v6) => v6.to_bits(),
    }
}

const fn mask(bits: u32) -> u128 {
    if bits == 0 { 0 } else { u128::MAX << (128 - bits) }
}

/// The client's address: the last one in `X-Forwarded-For` that no trusted proxy wrote about itself.
#[must_use]
pub fn client(peer: IpAddr, forwarded: &[&str], trusted: &[Network]) -> IpAddr {
    let is_trusted = |address: IpAddr| trusted.iter().any(|network| network.contains(address));
    let mut client = peer;
    let hops: Vec<&str> = forwarded.iter().flat_map(|header| header.split(',')).collect();
    // At most 16 hops: a header of a thousand addresses is nobody's proxy chain.
    for hop in hops.iter().rev().take(16) {
        if !is_trusted(client) {
            break;
        }
        match hop.trim().parse() {
            Ok(address) => client = address,
            Err(_) => break,
        }
    }
    client
}

/// What counts as one client for a rate limit: an IPv6 customer has 2^64 addresses.
#[must_use]
pub fn limit_key(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() & mask(64))),
        v4 => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn a_stranger_cannot_say_where_they_come_from() {
        let trusted = [Network::parse("10.0.0.0/8").unwrap()];
        assert_eq!(client(ip("203.0.113.7"), &["127.0.0.1"], &trusted), ip("203.0.113.7"));
        assert_eq!(client(ip("203.0.113.7"), &["10.0.0.1"], &[]), ip("203.0.113.7"));
    }

    #[test]
    fn a_trusted_proxy_is_believed_as_far_as_it_wrote() {
        let trusted = [Network::parse("10.0.0.0/8").unwrap()];
        assert_eq!(client(ip("10.0.0.1"), &["203.0.113.7"], &trusted), ip("203.0.113.7"));
        assert_eq!(client(ip("10.0.0.1"), &["1.1.1.1, 203.0.113.7, 10.0.0.2"], &trusted), ip("203.0.113.7"));
        assert_eq!(client(ip("10.0.0.1"), &["1.1.1.1", "203.0.113.7"], &trusted), ip("203.0.113.7"));
        assert_eq!(client(ip("10.0.0.1"), &["rubbish"], &trusted), ip("10.0.0.1"));
    }

    #[test]
    fn networks_of_both_families() {
        assert!(Network::parse("10.0.0.0/8").unwrap().contains(ip("::ffff:10.1.2.3")));
        assert!(!Network::parse("10.0.0.0/8").unwrap().contains(ip("11.0.0.1")));
        assert!(Network::parse("fd00::/8").unwrap().contains(ip("fd12::1")));
        assert!(Network::parse("0.0.0.0/0").unwrap().contains(ip("8.8.8.8")));
        assert!(!Network::parse("0.0.0.0/0").unwrap().contains(ip("2001:db8::1")));
        assert!(Network::parse("10.0.0.0/33").is_none() && Network::parse("x").is_none());
    }

    #[test]
    fn an_ipv6_customer_counts_as_one() {
        assert_eq!(limit_key(ip("2001:db8::1")), limit_key(ip("2001:db8::ffff")));
        assert_eq!(limit_key(ip("::ffff:203.0.113.7")), ip("203.0.113.7"));
    }
}
