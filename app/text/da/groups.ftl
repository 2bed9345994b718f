# Grupper af en kundes personer.

nav-groups = Grupper
groups-count =
    { $count ->
        [one] 1 gruppe.
       *[other] { $count } grupper.
    }
groups-what = En gruppe siger, hvem der ser hvilket felt. Den giver ingen adgang.
groups-none-title = Ingen grupper endnu
groups-none = Saml personer, der hører sammen, i en gruppe. Så kan felter være for nogle af dem alene.
group-name = Navn
group-name-hint = 1 til 60 tegn, uden komma.
group-create = Opret gruppe
groups-make = Opret en gruppe
group-people = Personer
group-count =
    { $count ->
        [one] 1 person
       *[other] { $count } personer
    }
group-people-of = Personer i { $group }
group-empty-title = Ingen er i den endnu
group-empty = Søg nedenfor efter de personer, der hører til her.
group-acts = Tilføj eller tag ud
group-add = Tilføj til gruppen
group-add-one = Tilføj { $name } til gruppen
group-take = Tag ud
group-take-one = Tag { $name } ud af gruppen
group-is-in = I gruppen
group-join = Tilføj personer
group-found = Fundne personer
group-found-more = { $count } personer passer. Søg efter mere af navnet for at finde den rette.
group-rename = Navn
group-rename-save = Omdøb
group-end = Slet gruppen
group-end-what = Dens personer bliver. Den næste side siger, hvilke felter der ændres.
group-delete = Slet…
group-ask = Slet gruppen { $name }?
group-ask-yes = Slet { $name }
group-ask-people =
    { $count ->
        [0] Ingen er i den.
        [one] 1 person forlader den og bliver i arbejdsområdet.
       *[other] { $count } personer forlader den og bliver i arbejdsområdet.
    }
group-ask-provider = Den forsvinder også fra identitetstjenesten.
group-ask-no-tiles = Intet felt er for denne gruppe, så ingen ser andet end før.
group-ask-tile = { $tile } er ikke længere for disse personer. { $count ->
    [one] Én anden gruppe ser det stadig.
   *[other] { $count } andre grupper ser det stadig.
}
group-ask-tile-all = { $tile } er kun for denne gruppe. Bagefter ser alle i arbejdsområdet det.

group-created = Gruppen er oprettet.
group-renamed = Gruppen er omdøbt.
group-deleted = Gruppen er slettet. Dens personer bliver.
group-add-done = Tilføjet til gruppen.
group-take-done = Taget ud af gruppen.
taken-group = En anden gruppe hedder det.
too-many-groups = Et arbejdsområde har højst 1.000 grupper. Slet en, som ingen behøver.
wrong-group = Vælg en af grupperne.
wrong-group-name = En gruppes navn har 1 til 60 tegn, på én linje, uden komma.

people-group = Gruppe
people-groups = Grupper
people-groups-more = { $names } og { $count } mere
person-no-groups = I ingen gruppe
person-join = En gruppe mere
person-leave = Tag ud af { $group }

act-group-create = { $actor } oprettede gruppen { $target }
act-group-rename = { $has-object ->
    [yes] { $actor } omdøbte gruppen { $object } til { $target }
   *[no] { $actor } omdøbte gruppen { $target }
}
act-group-delete = { $actor } slettede gruppen { $target }
act-group-add = { $has-object ->
    [yes] { $actor } tilføjede { $target } til gruppen { $object }
   *[no] { $actor } tilføjede { $target } til en gruppe
}
act-group-take = { $has-object ->
    [yes] { $actor } tog { $target } ud af gruppen { $object }
   *[no] { $actor } tog { $target } ud af en gruppe
}
