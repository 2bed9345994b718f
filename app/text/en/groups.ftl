# Groups of a tenant’s people.

nav-groups = Groups
groups-count =
    { $count ->
        [one] 1 group.
       *[other] { $count } groups.
    }
groups-what = A group says who sees which tile. Being in one gives no access.
groups-none-title = No groups yet
groups-none = Put people who belong together into a group. Tiles can then be for some of them only.
group-name = Name
group-name-hint = 1 to 60 characters, without commas.
group-create = Create group
groups-make = Make a group
group-people = People
group-count =
    { $count ->
        [one] 1 person
       *[other] { $count } people
    }
group-people-of = People in { $group }
group-empty-title = Nobody is in it yet
group-empty = Search below for the people who belong here.
group-acts = Add or take out
group-add = Add to group
group-add-one = Add { $name } to the group
group-take = Take out
group-take-one = Take { $name } out of the group
group-is-in = In the group
group-join = Add people
group-found = People found
group-found-more = { $count } people match. Search for more of the name to find the right one.
group-rename = Name
group-rename-save = Rename
group-end = Delete the group
group-end-what = Its people stay. The page that follows says which tiles change.
group-delete = Delete…
group-ask = Delete the group { $name }?
group-ask-yes = Delete { $name }
group-ask-people =
    { $count ->
        [0] Nobody is in it.
        [one] 1 person leaves it and stays in the workspace.
       *[other] { $count } people leave it and stay in the workspace.
    }
group-ask-provider = It goes from the identity provider, too.
group-ask-no-tiles = No tile is for this group, so nobody sees anything else than before.
group-ask-tile = { $tile } is no longer for these people. { $count ->
    [one] One other group still sees it.
   *[other] { $count } other groups still see it.
}
group-ask-tile-all = { $tile } is for this group alone. Afterwards everybody in the workspace sees it.

group-created = Group created.
group-renamed = Group renamed.
group-deleted = Group deleted. Its people stay.
group-add-done = Added to the group.
group-take-done = Taken out of the group.
taken-group = Another group has this name.
too-many-groups = A workspace has 1,000 groups at most. Delete one that nobody needs.
wrong-group = Choose one of the groups.
wrong-group-name = A group’s name has 1 to 60 characters, on one line, without commas.

people-group = Group
people-groups = Groups
people-groups-more = { $names } and { $count } more
person-no-groups = In no group
person-join = Another group
person-leave = Take out of { $group }

act-group-create = { $actor } created the group { $target }
act-group-rename = { $has-object ->
    [yes] { $actor } renamed the group { $object } to { $target }
   *[no] { $actor } renamed the group { $target }
}
act-group-delete = { $actor } deleted the group { $target }
act-group-add = { $has-object ->
    [yes] { $actor } added { $target } to the group { $object }
   *[no] { $actor } added { $target } to a group
}
act-group-take = { $has-object ->
    [yes] { $actor } took { $target } out of the group { $object }
   *[no] { $actor } took { $target } out of a group
}
