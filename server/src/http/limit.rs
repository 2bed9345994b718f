//! Limits: how often one client may try to sign in and ask to be let in, and how many live timelines one person holds open.

use std::{
    collections::HashMap,
    net::IpAddr,
    num::NonZeroU32,
    sync::{Arc, Mutex, PoisonError},
};

use dezky_domain::id::PersonId;
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use super::address::limit_key;
use crate::config;

#[derive(Debug)]
pub struct Limits {
    sign_in: DefaultKeyedRateLimiter<IpAddr>,
    ask: DefaultKeyedRateLimiter<IpAddr>,
    live: Mutex<HashMap<PersonId, usize>>,
    live_per_person: usize,
}

impl Limits {
    #[must_use]
    pub fn new(limits: &config::Limits) -> Self {
        let sign_in = NonZeroU32::new(limits.sign_in_per_minute).unwrap_or(NonZeroU32::MIN);
        let ask = NonZeroU32::new(limits.asks_per_hour).unwrap_or(NonZeroU32::MIN);
        Self {
            sign_in: RateLimiter::keyed(Quota::per_minute(sign_in)),
            ask: RateLimiter::keyed(Quota::per_hour(ask)),
            live: Mutex::default(),
            live_per_person: limits.live_per_person,
        }
    }

    /// Whether this client may try once more now.
    #[must_use]
    pub fn sign_in(&self, address: IpAddr) -> bool {
        // Forgets who has been quiet for a minute; without it, a scan from many addresses would fill the memory.
        if self.sign_in.len() > 10_000 {
            self.sign_in.retain_recent();
        }
        self.sign_in.check_key(&limit_key(address)).is_ok()
    }

    /// Whether this client may ask once more to be let in somewhere.
    #[must_use]
    pub fn ask(&self, address: IpAddr) -> bool {
        if self.ask.len() > 10_000 {
            self.ask.retain_recent();
        }
        self.ask.check_key(&limit_key(address)).is_ok()
    }

    /// A place for one more live timeline; given back when it is dropped.
    #[must_use]
    pub fn live(self: &Arc<Self>, person: PersonId) -> Option<LivePlace> {
        let mut live = self.live.lock().unwrap_or_else(PoisonError::into_inner);
        let open = live.entry(person).or_default();
        if *open >= self.live_per_person {
            return None;
        }
        *open += 1;
        Some(LivePlace { limits: Arc::clone(self), person })
    }
}

#[derive(Debug)]
pub struct LivePlace {
    limits: Arc<Limits>,
    person: PersonId,
}

impl Drop for LivePlace {
    fn drop(&mut self) {
        let mut live = self.limits.live.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(open) = live.get_mut(&self.person) {
            *open -= 1;
            if *open == 0 {
                live.remove(&self.person);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limits() -> Arc<Limits> {
        Arc::new(Limits::new(&config::Limits { sign_in_per_minute: 3, asks_per_hour: 2, live_per_person: 1 }))
    }

    #[test]
    fn one_client_is_stopped_and_another_is_not() {
        let limits = limits();
        let tries = |address: &str| (0..5).filter(|_| limits.sign_in(address.parse().unwrap())).count();
        assert_eq!((tries("203.0.113.7"), tries("203.0.113.8")), (3, 3));
        assert_eq!((tries("2001:db8::1"), tries("2001:db8::2")), (3, 0));
        let asks = (0..5).filter(|_| limits.ask("203.0.113.7".parse().unwrap())).count();
        assert_eq!(asks, 2);
    }

    #[test]
    fn a_place_is_given_back() {
        let (limits, person) = (limits(), PersonId::from_uuid(uuid::Uuid::nil()));
        let first = limits.live(person);
        assert!(first.is_some() && limits.live(person).is_none());
        drop(first);
        assert!(limits.live(person).is_some());
    }
}
