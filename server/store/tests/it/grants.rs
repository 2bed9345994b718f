//! What tenants let partners do: who is let in, until when, and the tickets that lead in.

use chrono::{DateTime, Duration, Utc};
use dezky_domain::{
    access::Role,
    id::GrantId,
    partner::{Grant, GrantScope, LetIn, PartnerRef},
    tenant::Tenant,
};
use dezky_store::StoreError;
use tower_sessions_core::SessionStore as _;

use crate::{
    session_store::{sessions, signed_in},
    support::{ALL, World, minutes},
};

impl World {
    pub async fn let_in(
        &self,
        tenant: &Tenant,
        partner: &PartnerRef,
        scope: GrantScope,
        until: DateTime<Utc>,
    ) -> Grant {
        let grant = Grant {
            id: GrantId::new(&*self.clock),
            partner: partner.clone(),
            scope,
            until,
            reason: "Move of the mail\0".to_owned(),
            by: "Mara".to_owned(),
            created: self.now(),
            revoked: None,
        };
        let work = self.store.begin().await.unwrap();
        work.grants().insert(&self.within(tenant), tenant.id, &grant).await.unwrap();
        work.save().await.unwrap();
        grant
    }
}

on_both!(a_grant_lets_in_until_it_ends_or_is_ended, |world| async move {
    let (acme, bolt) = (world.tenant("acme").await, world.tenant("bolt").await);
    let nord = world.partner("Nordlicht IT").await;
    let sued = world.partner("Südlicht").await;
    let nina = world.colleague(&nord, "Nina Berg", Role::PartnerAdmin).await;
    let otto = world.colleague(&sued, "Otto", Role::PartnerAdmin).await;
    let grant = world.let_in(&acme, &nord, GrantScope::Manage, world.now() + minutes(60)).await;
    let grants = world.store.grants();
    let lets_in = async |person, tenant: &Tenant| grants.lets_in(&ALL, person, tenant.id, world.now()).await.unwrap();
    let nina_in = LetIn {
        grant: grant.id,
        partner: nord.clone(),
        role: Role::PartnerAdmin,
        scope: GrantScope::Manage,
        until: grant.until,
    };
    assert_eq!(lets_in(nina.id, &acme).await, Some(nina_in));
    assert_eq!(lets_in(nina.id, &bolt).await, None);
    assert_eq!(lets_in(otto.id, &acme).await, None);

    let twice = Grant { id: GrantId::new(&*world.clock), ..grant.clone() };
    let work = world.store.begin().await.unwrap();
    let taken = work.grants().insert(&ALL, acme.id, &twice).await;
    assert!(matches!(taken, Err(StoreError::Taken("grant"))), "{taken:?}");
    work.save().await.unwrap();

    world.clock.advance(minutes(60));
    assert_eq!(lets_in(nina.id, &acme).await, None, "over to the microsecond");
    let second = world.let_in(&acme, &nord, GrantScope::Help, world.now() + minutes(60)).await;
    let helps = lets_in(nina.id, &acme).await.unwrap();
    assert_eq!((helps.scope, helps.role), (GrantScope::Help, Role::PartnerAgent), "no more than the grant says");
    assert_eq!(grants.count(&ALL, acme.id, world.now()).await.unwrap(), 1);
    let work = world.store.begin().await.unwrap();
    let until = world.now() + minutes(5);
    assert!(work.grants().set_until(&ALL, acme.id, second.id, until).await.unwrap());
    assert_eq!(work.grants().one(&ALL, acme.id, second.id).await.unwrap().unwrap().until, until);
    assert!(work.grants().revoke(&ALL, acme.id, second.id, world.now()).await.unwrap());
    assert!(!work.grants().revoke(&ALL, acme.id, second.id, world.now()).await.unwrap(), "once");
    work.save().await.unwrap();
    assert_eq!(lets_in(nina.id, &acme).await, None);
    let all = grants.of_tenant(&world.within(&acme), acme.id, 50).await.unwrap();
    assert_eq!(all.iter().map(|grant| grant.id).collect::<Vec<_>>(), [second.id, grant.id], "both are the record");
    let one = async |tenant: &Tenant| grants.one(&world.within(tenant), acme.id, second.id).await.unwrap();
    assert_eq!((one(&acme).await.unwrap().revoked, one(&bolt).await), (Some(world.now()), None));
    assert_eq!((all[1].reason.as_str(), all[1].by.as_str()), ("Move of the mail\u{fffd}", "Mara"));
    let of_partner = grants.of_partner(&ALL, nord.id).await.unwrap();
    assert_eq!(of_partner.iter().map(|(tenant, _)| tenant.slug.as_str()).collect::<Vec<_>>(), ["acme", "acme"]);
});

on_both!(another_tenants_grants_are_not_there, |world| async move {
    let (acme, bolt) = (world.tenant("acme").await, world.tenant("bolt").await);
    let nord = world.partner("Nordlicht IT").await;
    let grant = world.let_in(&acme, &nord, GrantScope::Manage, world.now() + minutes(60)).await;
    let others = world.within(&bolt);
    assert_eq!(world.store.grants().of_tenant(&others, acme.id, 50).await.unwrap(), []);
    assert_eq!(world.store.grants().count(&others, acme.id, world.now()).await.unwrap(), 0);
    let denied = |result: Result<(), StoreError>| assert!(matches!(result, Err(StoreError::Denied)), "{result:?}");
    denied(world.store.grants().of_partner(&others, nord.id).await.map(drop));
    denied(world.store.grants().console(&others, nord.id, "", world.now()).await.map(drop));
    let work = world.store.begin().await.unwrap();
    denied(work.grants().insert(&others, acme.id, &grant).await);
    denied(work.grants().one(&others, acme.id, grant.id).await.map(drop));
    denied(work.grants().set_until(&others, acme.id, grant.id, world.now()).await.map(drop));
    denied(work.grants().revoke(&others, acme.id, grant.id, world.now()).await.map(drop));
    assert_eq!(work.grants().one(&others, bolt.id, grant.id).await.unwrap(), None, "not by its own tenant's word");
    assert!(!work.grants().revoke(&others, bolt.id, grant.id, world.now()).await.unwrap());
});

on_both!(a_console_shows_who_lets_the_partner_in_now, |world| async move {
    let (acme, bolt, cord) = (world.tenant("acme").await, world.tenant("bolt").await, world.tenant("cord").await);
    let nord = world.partner("Nordlicht IT").await;
    world.member(&acme, "Ann", Role::Owner).await;
    world.let_in(&acme, &nord, GrantScope::Manage, world.now() + minutes(60)).await;
    world.let_in(&bolt, &nord, GrantScope::Help, world.now() + minutes(30)).await;
    let other = world.partner("Südlicht").await;
    world.let_in(&cord, &other, GrantScope::Manage, world.now() + minutes(60)).await;
    let console = async |text: &str| {
        let rows = world.store.grants().console(&ALL, nord.id, text, world.now()).await.unwrap();
        rows.into_iter().map(|(_, row)| (row.slug.to_string(), row.people, row.domains)).collect::<Vec<_>>()
    };
    assert_eq!(console("").await, [("acme".to_owned(), 1, 0), ("bolt".to_owned(), 0, 0)]);
    assert_eq!(console("BOL").await.len(), 1);
    world.clock.advance(minutes(30));
    assert_eq!(console("").await.len(), 1);
});

on_both!(looking_who_is_let_in_costs_a_few_rows, |world| async move {
    let acme = world.tenant("acme").await;
    let nord = world.partner("Nordlicht IT").await;
    let nina = world.colleague(&nord, "Nina", Role::PartnerAgent).await;
    let grants = world.store.grants();
    let plan = grants.explain_lets_in(nina.id, acme.id).await.unwrap().join("\n");
    let list = grants.explain_of_tenant(acme.id).await.unwrap().join("\n");
    if !world.postgres() {
        assert!(plan.contains("partner_grant_standing") && !plan.contains("SCAN"), "{plan}");
        assert!(list.contains("partner_grant_by_tenant") && !list.contains("USE TEMP B-TREE"), "{list}");
    }
});

on_both!(a_ticket_is_good_once_for_a_minute_and_as_long_as_its_session, |world| async move {
    let (acme, bolt) = (world.tenant("acme").await, world.tenant("bolt").await);
    let nord = world.partner("Nordlicht IT").await;
    let nina = world.colleague(&nord, "Nina", Role::PartnerAgent).await;
    let store = sessions(&world);
    let (session, mut record) = signed_in(&world, nina.id, None, "sid-1");
    store.create(&mut record).await.unwrap();
    let issue = async |ticket: &str| {
        let work = world.store.begin().await.unwrap();
        let until = world.now() + Duration::seconds(60);
        work.tickets().insert(ticket, nina.id, session, acme.id, until).await.unwrap();
        work.save().await.unwrap();
    };
    let take = async |tenant: &Tenant, ticket: &str| {
        let work = world.store.begin().await.unwrap();
        let taken = work.tickets().take(tenant.id, ticket, world.now()).await.unwrap();
        work.save().await.unwrap();
        taken
    };
    issue("one").await;
    let seen = world.store.tickets().look(acme.id, "one", world.now()).await.unwrap().unwrap();
    assert_eq!(
        (seen.person, seen.issuer.as_str(), seen.sid.as_deref()),
        (nina.id, "https://id.example/", Some("sid-1"))
    );
    assert_eq!(world.store.tickets().look(bolt.id, "one", world.now()).await.unwrap(), None, "another host");
    assert_eq!(take(&bolt, "one").await, None);
    assert_eq!(take(&acme, "ONE").await, None);
    assert_eq!(take(&acme, "one").await, Some(seen), "and it wasn't used by that");
    assert_eq!(take(&acme, "one").await, None, "once");

    issue("two").await;
    world.clock.advance(Duration::seconds(60));
    assert!(world.store.tickets().look(acme.id, "two", world.now()).await.unwrap().is_some());
    world.clock.advance(Duration::microseconds(1));
    assert_eq!(take(&acme, "two").await, None, "too late");
    issue("three").await;
    let work = world.store.begin().await.unwrap();
    assert!(work.sessions().end(&world.own(nina.id), session).await.unwrap());
    work.save().await.unwrap();
    assert_eq!(take(&acme, "three").await, None, "signed out meanwhile");

    issue("four").await;
    world.clock.advance(minutes(2));
    let work = world.store.begin().await.unwrap();
    assert_eq!(work.tickets().sweep(world.now()).await.unwrap(), 1);
    work.save().await.unwrap();
});

on_both!(who_is_put_out_is_put_out_of_that_host_only, |world| async move {
    let (acme, bolt) = (world.tenant("acme").await, world.tenant("bolt").await);
    let nord = world.partner("Nordlicht IT").await;
    let nina = world.colleague(&nord, "Nina", Role::PartnerAgent).await;
    let omar = world.colleague(&nord, "Omar", Role::PartnerAgent).await;
    world.grant(&acme, &omar, Role::Member, dezky_domain::member::MemberState::Active).await;
    let store = sessions(&world);
    let mut records = Vec::new();
    for (person, tenant) in
        [(nina.id, Some(acme.id)), (nina.id, Some(bolt.id)), (nina.id, None), (omar.id, Some(acme.id))]
    {
        let (_, mut record) = signed_in(&world, person, tenant, "s");
        store.create(&mut record).await.unwrap();
        records.push(record);
    }
    let alive = async || {
        let mut alive = Vec::new();
        for record in &records {
            alive.push(store.load(&record.id).await.unwrap().is_some());
        }
        alive
    };
    let work = world.store.begin().await.unwrap();
    assert_eq!(work.sessions().end_of_partner(nord.id, acme.id).await.unwrap(), 1);
    work.save().await.unwrap();
    assert_eq!(alive().await, [false, true, true, true], "a member is there in their own right");
    let work = world.store.begin().await.unwrap();
    assert_eq!(work.sessions().end_where_stranger(nina.id).await.unwrap(), 1);
    assert_eq!(work.sessions().end_where_stranger(omar.id).await.unwrap(), 0);
    work.save().await.unwrap();
    assert_eq!(alive().await, [false, false, true, true]);
});
