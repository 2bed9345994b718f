//! A key for who has lost theirs: to themselves only, and only where nobody else has a say.

use dezky_connect::http::{Options as HttpOptions, client};
use dezky_domain::{
    AppError,
    access::Role,
    error::Why,
    language::Language,
    member::{Email, MemberState},
};

use super::{super::kit::new_member, seen::*};

#[tokio::test]
async fn who_lost_their_password_gets_a_letter_of_its_own() {
    let (world, on, mia) = with_mia().await;
    // Her mailbox is here, and can't be read without the key: the letter goes where the first one went.
    let mut new = new_member("Luc", "musterbau.example", "member");
    new.language = Language::French;
    new.invite_to = Some(Email::parse("luc@elsewhere.example").unwrap());
    let luc = members(&world).add(&on, new).await.unwrap().person;
    settled(&world, &["musterbau"]).await;
    for who in [MIA, "luc@musterbau.example"] {
        world.sign_in("musterbau", who).await;
    }
    assert_eq!(members(&world).show(&on, luc).await.unwrap().state, MemberState::Active);
    for (person, invited) in [(mia, letters(mia).len()), (luc, letters(luc).len())] {
        members(&world).send_link(&on, person).await.unwrap();
        world.settle().await;
        assert_eq!(letters(person).len(), invited, "no other invitation");
    }
    let french = read(&letters_of("recovery", luc)[0]);
    for words in ["To: luc@elsewhere.example", "Bonjour Luc,", "Un nouveau mot de passe", "luc@musterbau.example"] {
        assert!(french.contains(words), "{words}: {french}");
    }
    let german = read(&letters_of("recovery", mia)[0]);
    for words in [&format!("To: {MIA}"), "Neues Passwort festlegen", "lassen Sie den Link unbenutzt"] {
        assert!(german.contains(words), "{words}: {german}");
    }
    let door = client(HttpOptions::default()).get(link(&german)).send().await.unwrap().text().await.unwrap();
    assert!(door.contains(&format!("A new password for {MIA}.")), "{door}");
    let asked = world.events_of("member.link").await;
    assert_eq!(asked.len(), 2);
    assert_eq!(asked[1].event.target.id, Some(mia.to_string()));
}

#[tokio::test]
async fn who_has_not_come_yet_is_invited_again() {
    let (world, on, mia) = with_mia().await;
    members(&world).send_link(&on, mia).await.unwrap();
    world.settle().await;
    assert!(letters_of("recovery", mia).is_empty());
    assert_eq!(letters(mia).len(), 2);
    assert_eq!(world.events_of("member.invite").await.len(), 1);
}

#[tokio::test]
async fn a_key_is_sent_on_nobodys_word_who_could_become_more_by_it() {
    let (world, on, mia) = with_mia().await;
    let people = members(&world);
    world.sign_in("musterbau", MIA).await;
    let conflict = |why| AppError::Conflict { field: "", why: Why(why) };
    people.suspend(&on, mia).await.unwrap();
    assert_eq!(people.send_link(&on, mia).await.unwrap_err(), conflict("suspended-person"));
    people.resume(&on, mia).await.unwrap();
    people.set_role(&on, mia, Role::Admin).await.unwrap();
    let ida = people.add(&on, new_member("Ida", "musterbau.example", "helpdesk")).await.unwrap().person;
    let helpdesk = acting(&on, ida, "Ida", Some(Role::Helpdesk));
    assert_eq!(people.send_link(&helpdesk, mia).await.unwrap_err(), AppError::Denied);
    people.set_role(&on, mia, Role::Member).await.unwrap();
    people.send_link(&helpdesk, mia).await.unwrap();
    // Who works elsewhere too has one account for all of it.
    world.provisioned("globex", "Gus").await;
    let globex = world.on("globex").await;
    people.add(&globex, new_member("Mia", "musterbau.example", "member")).await.unwrap();
    let boss = acting(&on, world.person_of(ODA).await, "Oda", Some(Role::Owner));
    assert_eq!(people.send_link(&boss, mia).await.unwrap_err(), conflict("works-elsewhere"));
}
