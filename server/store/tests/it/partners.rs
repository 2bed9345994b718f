//! Partners and their people: one name each, one partner each, and the platform's role in step.

use dezky_domain::{
    access::Role,
    id::{PartnerId, PersonId},
    member::MemberState,
    partner::{NewPartner, PartnerRef},
};
use dezky_store::StoreError;

use crate::support::{ALL, World, identity};

pub fn new(name: &str) -> NewPartner {
    NewPartner { name: name.to_owned(), contact: "help@partner.example".to_owned() }
}

impl World {
    pub async fn partner(&self, name: &str) -> PartnerRef {
        let id = PartnerId::new(&*self.clock);
        let work = self.store.begin().await.unwrap();
        work.partners().insert(&ALL, id, &new(name), self.now()).await.unwrap();
        work.save().await.unwrap();
        PartnerRef { id, name: name.to_owned() }
    }

    /// Somebody who works for a partner.
    pub async fn colleague(&self, partner: &PartnerRef, name: &str, role: Role) -> dezky_domain::member::Person {
        let person = self.person(name).await;
        let work = self.store.begin().await.unwrap();
        work.partners().add_person(&ALL, partner.id, person.id, role, self.now()).await.unwrap();
        work.save().await.unwrap();
        person
    }
}

on_both!(a_name_is_one_partners_whatever_its_case, |world| async move {
    let nord = world.partner("Nordlicht IT").await;
    let work = world.store.begin().await.unwrap();
    let again = work.partners().insert(&ALL, PartnerId::new(&*world.clock), &new("NORDLICHT it"), world.now()).await;
    assert!(matches!(again, Err(StoreError::Taken("partner_name"))), "{again:?}");
    work.save().await.unwrap();
    let sued = world.partner("Südlicht").await;

    let partners = world.store.partners();
    assert_eq!(partners.by_name(&ALL, " nordlicht IT ").await.unwrap(), Some(nord.clone()));
    assert_eq!(partners.by_name(&ALL, "Nordlicht").await.unwrap(), None, "a part of a name names nobody");
    let names = async |text: &str| {
        let list = partners.list(&ALL, text, world.now()).await.unwrap();
        list.into_iter().map(|partner| partner.name).collect::<Vec<_>>()
    };
    assert_eq!(names("").await, ["Nordlicht IT", "Südlicht"]);
    assert_eq!(names("LICHT").await.len(), 2);
    assert_eq!(names("%").await, Vec::<String>::new());

    let work = world.store.begin().await.unwrap();
    let taken = work.partners().change(&ALL, sued.id, &new("nordlicht it")).await;
    assert!(matches!(taken, Err(StoreError::Taken("partner_name"))), "{taken:?}");
    assert!(work.partners().change(&ALL, sued.id, &new("Südlicht GmbH")).await.unwrap());
    assert!(work.partners().change(&ALL, nord.id, &new("Nordlicht it")).await.unwrap(), "its own name");
    assert!(!work.partners().change(&ALL, PartnerId::new(&*world.clock), &new("Nobody")).await.unwrap());
    work.save().await.unwrap();
    assert_eq!(names("gmbh").await, ["Südlicht GmbH"]);
});

on_both!(the_platforms_role_follows_the_partners, |world| async move {
    let nord = world.partner("Nordlicht IT").await;
    let sued = world.partner("Südlicht").await;
    let nina = world.colleague(&nord, "Nina Berg", Role::PartnerAgent).await;
    let platform = async || world.store.people().by_id(&ALL, nina.id).await.unwrap().unwrap().platform;
    assert_eq!(platform().await, Some(Role::PartnerAgent));
    assert_eq!(world.store.partners().of(&ALL, nina.id).await.unwrap(), Some((nord.clone(), Role::PartnerAgent)));

    let work = world.store.begin().await.unwrap();
    let twice = work.partners().add_person(&ALL, sued.id, nina.id, Role::PartnerAdmin, world.now()).await;
    assert!(matches!(twice, Err(StoreError::Taken("person"))), "{twice:?}");
    assert_eq!(work.partners().role_of(&ALL, sued.id, nina.id).await.unwrap(), None);
    work.partners().set_role(&ALL, nord.id, nina.id, Role::PartnerAdmin).await.unwrap();
    work.save().await.unwrap();
    assert_eq!(platform().await, Some(Role::PartnerAdmin));
    let people = world.store.partners().people(&ALL, nord.id, "").await.unwrap();
    assert_eq!(people.iter().map(|one| (one.person, one.role)).collect::<Vec<_>>(), [(nina.id, Role::PartnerAdmin)]);

    // Somebody made her an operator by another way: the partner's word is none any more.
    let work = world.store.begin().await.unwrap();
    work.people().grant_platform(&ALL, nina.id, Some(Role::Operator)).await.unwrap();
    work.save().await.unwrap();
    assert_eq!(world.store.partners().of(&ALL, nina.id).await.unwrap(), None);
    let work = world.store.begin().await.unwrap();
    work.partners().remove_person(&ALL, nord.id, nina.id).await.unwrap();
    work.save().await.unwrap();
    assert_eq!(platform().await, Some(Role::Operator), "what isn't a partner's stays");
});

const ISSUER: &str = "https://id.example/dezky/";

const SHARED: &str = "https://id.example/";

/// What they were called before.
async fn call(world: &World, person: PersonId, subject: &str) -> Result<Option<String>, StoreError> {
    let work = world.store.begin().await?;
    let before = work.partners().call(&ALL, person, &identity(ISSUER, subject), SHARED).await?;
    work.save().await?;
    Ok(before)
}

on_both!(an_id_that_was_only_typed_gives_way_to_the_next, |world| async move {
    let nord = world.partner("Nordlicht IT").await;
    let nina = world.colleague(&nord, "Nina Berg", Role::PartnerAgent).await;
    let omar = world.colleague(&nord, "Omar", Role::PartnerAgent).await;
    let called = async || {
        let people = world.store.partners().people(&ALL, nord.id, ISSUER).await.unwrap();
        people.into_iter().map(|one| (one.subject, one.came)).collect::<Vec<_>>()
    };
    assert!(called().await.iter().all(|(subject, came)| subject.is_none() && !came), "another issuer's is another's");
    assert_eq!(call(&world, nina.id, "abc").await.unwrap(), None);
    assert_eq!(call(&world, nina.id, "n-1").await.unwrap().as_deref(), Some("abc"));
    assert_eq!(called().await[0], (Some("n-1".to_owned()), false));
    let wrong = world.store.people().by_identity(&ALL, &identity(ISSUER, "abc")).await.unwrap();
    assert!(wrong.is_none(), "nobody comes in by it any more");
    let taken = call(&world, omar.id, "n-1").await;
    assert!(matches!(taken, Err(StoreError::Taken("identity"))), "{taken:?}");

    // Who came, and who is a member somewhere, is who they are.
    let work = world.store.begin().await.unwrap();
    work.people().signed_in(&ALL, nina.id, "nina@x.example", "Nina Berg", world.now()).await.unwrap();
    work.save().await.unwrap();
    let acme = world.tenant("acme").await;
    world.grant(&acme, &omar, Role::Member, MemberState::Invited).await;
    for (person, subject) in [(nina.id, "n-2"), (omar.id, "o-1")] {
        let known = call(&world, person, subject).await;
        assert!(matches!(known, Err(StoreError::Taken("person"))), "{subject}: {known:?}");
    }
    assert_eq!(call(&world, nina.id, "n-1").await.unwrap().as_deref(), Some("n-1"), "that is who they are");
    assert_eq!(called().await, [(Some("n-1".to_owned()), true), (None, false)]);
});

on_both!(a_name_is_one_partners_whatever_its_case_and_no_other_is, |world| async move {
    let south = world.partner("Süd-Licht").await;
    let found = world.store.partners().by_name(&ALL, "süd-LICHT").await.unwrap();
    assert_eq!(found.map(|partner| partner.id), Some(south.id));
    let work = world.store.begin().await.unwrap();
    let taken = work.partners().insert(&ALL, PartnerId::new(&*world.clock), &new("SÜD-LICHT"), world.now()).await;
    assert!(matches!(taken, Err(StoreError::Taken("partner_name"))), "{taken:?}");
    drop(work);
    world.partner("Sud Licht").await;
    let listed = world.store.partners().list(&ALL, "süd", world.now()).await.unwrap();
    assert_eq!(listed.iter().map(|partner| partner.name.as_str()).collect::<Vec<_>>(), ["Süd-Licht"]);
});

on_both!(who_is_known_by_another_issuer_of_the_same_keeps_their_id, |world| async move {
    let nord = world.partner("Nordlicht IT").await;
    let nina = world.colleague(&nord, "Nina Berg", Role::PartnerAgent).await;
    let mara = world.person("Mara").await;
    let work = world.store.begin().await.unwrap();
    work.people().link(&ALL, mara.id, &identity("https://id.example/acme/", "m-1")).await.unwrap();
    work.people().link(&ALL, mara.id, &identity("https://elsewhere.example/", "e-1")).await.unwrap();
    work.save().await.unwrap();
    let taken = call(&world, nina.id, "m-1").await;
    assert!(matches!(taken, Err(StoreError::Taken("identity"))), "{taken:?}");
    call(&world, nina.id, "e-1").await.unwrap();
});

on_both!(partners_are_the_platforms, |world| async move {
    let acme = world.tenant("acme").await;
    let nord = world.partner("Nordlicht IT").await;
    let nina = world.colleague(&nord, "Nina Berg", Role::PartnerAdmin).await;
    let denied = |result: Result<(), StoreError>| assert!(matches!(result, Err(StoreError::Denied)), "{result:?}");
    for scope in [world.within(&acme), world.own(nina.id)] {
        let partners = world.store.partners();
        denied(partners.list(&scope, "", world.now()).await.map(drop));
        denied(partners.by_id(&scope, nord.id, world.now()).await.map(drop));
        denied(partners.by_name(&scope, "Nordlicht IT").await.map(drop));
        denied(partners.people(&scope, nord.id, "").await.map(drop));
        denied(partners.of(&scope, nina.id).await.map(drop));
        let work = world.store.begin().await.unwrap();
        denied(work.partners().insert(&scope, nord.id, &new("x"), world.now()).await);
        denied(work.partners().change(&scope, nord.id, &new("x")).await.map(drop));
        denied(work.partners().add_person(&scope, nord.id, nina.id, Role::PartnerAdmin, world.now()).await);
        denied(work.partners().set_role(&scope, nord.id, nina.id, Role::PartnerAdmin).await);
        denied(work.partners().call(&scope, nina.id, &identity(ISSUER, "n"), SHARED).await.map(drop));
        denied(work.partners().remove_person(&scope, nord.id, nina.id).await);
    }
});
