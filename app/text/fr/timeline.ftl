# La chronologie, la page d’un événement, les sources, la quarantaine.

## La chronologie

timeline-title = Chronologie
timeline-about = Ce qui s’est passé dans tous les systèmes, du plus récent au plus ancien.
timeline-about-tenant = Ce qui s’est passé dans cet espace de travail, du plus récent au plus ancien.
timeline-today = { $count ->
    [one] { $count } événement aujourd’hui.
   *[other] { $count } événements aujourd’hui.
}
timeline-search = Personne, objet, adresse, requête
day-quiet = Encore rien aujourd’hui
older = Charger les plus anciens
newest = Revenir aux plus récents
shown = { $shown } affichés.
oldest = Le plus ancien conservé :
no-tenant = Aucun client

# Un moment d’un autre jour.
moment = { $day } { $month }, { $time }
moment-year = { $day } { $month } { $year }, { $time }

## En direct. La page remplit elle-même le nombre et l’heure.

live = En direct
live-stopped = Arrêté à { $time }
live-new = { $n ->
    [one] { $n } nouvel événement
   *[other] { $n } nouveaux événements
}
live-shown = { $n ->
    [one] { $n } nouvel événement affiché
   *[other] { $n } nouveaux événements affichés
}
live-failed = Chargement impossible. Réessayer

## Filtres

filter-time = Période
filter-tenant = Client
filter-source = Source
filter-who = Qui
filter-what = Quoi
filter-target = Cible
filter-outcome = Issue
filter-apply = Filtrer
filter-from = Du
filter-until = Au
filter-tenant-field = Nom court
filter-who-field = Nom exact ou identifiant
filter-what-field = Action, par exemple file_create
filter-target-field = Nom exact ou identifiant
time-hour = Dernière heure
time-today = aujourd’hui
time-yesterday = hier
time-week = 7 derniers jours
time-from = depuis { $from }
time-until = jusqu’à { $until }
time-between = de { $from } à { $until }

## Rien à afficher

empty-yet = Il ne s’est encore rien passé
empty-yet-text = Dès que quelqu’un ouvre une session ou qu’une source signale quelque chose, cela figure ici.
empty-yet-text-tenant = Dès que quelqu’un ouvre une session ou modifie un fichier, cela figure ici.
empty-sources = Voir les sources
empty-filter = Aucun événement de ce genre
empty-filter-text = Rien ne correspond à tous les filtres à la fois. Les noms doivent être exacts ; la recherche trouve aussi des parties de mots.
empty-span = { $others ->
    [yes] Rien trouvé pour la période « { $span } » et les autres filtres.
   *[no] Il ne s’est rien passé dans cette période : { $span }.
}
empty-end = Il n’y a pas d’événements plus anciens.
empty-oldest = Le plus ancien que nous conservons date du { $day }.
empty-clear = Tout afficher

## La journée en quarts d’heure

strip-events = Événements
strip-refused = Refusés
strip-lost = Perdus
strip-skip = Passer les barres de la journée
strip-label = Événements par quart d’heure aujourd’hui.
strip-peak = Maximum à { $time } : { $count }.
strip-refusals = { $count ->
    [0] Rien n’a été refusé.
    [one] { $count } refus.
   *[other] { $count } refus.
}
strip-gaps = Des enregistrements manquent vers { $times }.
strip-quarter = { $count ->
    [one] { $time }, { $count } événement
   *[other] { $time }, { $count } événements
}
strip-quarter-lost = { $count ->
    [one] { $time }, { $count } événement, des enregistrements manquent
   *[other] { $time }, { $count } événements, des enregistrements manquent
}

## Lacunes

gap = { $source } : enregistrements perdus, constaté à { $until }
gap-bytes = { $source } : { $bytes } perdus, constaté à { $until }
gap-since = { $source } : enregistrements perdus, de { $since } à { $until }
gap-bytes-since = { $source } : { $bytes } perdus, de { $since } à { $until }
gap-others = Ce qui s’est passé pendant ce temps dans les autres systèmes est complet.
gap-look = Voir la source
gap-cause-truncated = Le journal a été tronqué avant d’être lu jusqu’au bout.
gap-cause-rewritten = Le journal contient autre chose que ce qui avait été lu.
gap-cause-vanished = Le journal a disparu avant d’être lu jusqu’au bout.
gap-cause-restarted = Le serveur a redémarré. Ce qu’il n’avait pas encore envoyé est perdu : il ne le garde qu’en mémoire.
gap-cause-discarded = Stalwart n’envoie plus ce qui n’a pas été reçu en cinq minutes.
gap-cause-too_much = Il est arrivé plus d’un coup que ce qui est accepté. Le début est en quarantaine.

## Un événement

event = Événement
event-parts = Parties de cet événement
event-facts = Faits
event-words = Autres champs
event-on-line = Afficher dans la chronologie
tab-story = Récit
tab-raw = Enregistrement brut
format-ocis = OCIS
format-relay = Ancien format relais

fact-happened = Survenu
fact-seen = Vu
fact-who = Qui
fact-target = Cible
fact-action = Action
fact-tenant = Client
fact-why = Pourquoi ici
fact-source = Source
fact-from = Depuis
fact-request = Requête
fact-class = Nature
fact-outcome = Issue
fact-actor-id = Identifiant (qui)
fact-target-id = Identifiant (cible)
fact-agent = Navigateur
fact-position = Position
fact-format = Format
fact-length = Longueur

happened-unknown = pas d’heure dans l’enregistrement ; vu à { $seen }
seen-first = alors, pour la première fois
seen-same = dans la même écriture
seen-later = { $span } plus tard
seen-before = { $span } avant : les horloges diffèrent

changes = Avant et après
change-field = Champ
change-before = Avant
change-after = Après
change-nothing = non indiqué

raw-redacted = Voici l’enregistrement tel qu’il a été conservé. Les secrets y ont été remplacés par *** auparavant ; la somme de contrôle est celle de l’original.
raw-relay = Il est arrivé dans l’ancien format relais.
raw-none = Dezky a écrit cet enregistrement lui-même : il n’y en a pas d’autre derrière.

## Mots des événements

class-mutation = Modification
class-security = Sécurité
class-gap = Lacune
class-unknown = Non compris

outcome-done = Fait
outcome-refused = Refusé
outcome-failed = Échoué

reason-down = Le fournisseur n’a pas répondu
reason-denied = Le fournisseur a refusé
reason-stale = Trop tard, ou deux fois
reason-wrong = Réponse non fiable
reason-busy = Trop de tentatives

attribution-own = noté par Dezky même
attribution-space = d’après l’espace où cela s’est passé
attribution-account = reconnu au compte
attribution-correlated = d’après d’autres enregistrements du même fichier ou lien
attribution-actor = d’après la personne qui a agi, qui peut agir ailleurs aussi
attribution-platform = de la plateforme même
attribution-none = rien dans l’enregistrement ne dit à qui il appartient

actor-kind-person = personne
actor-kind-partner = partenaire
actor-kind-service = service
actor-kind-unknown = non indiqué par l’enregistrement

target-kind-file = fichier
target-kind-folder = dossier
target-kind-node = fichier ou dossier
target-kind-share = partage
target-kind-link = lien public
target-kind-space = espace
target-kind-user = utilisateur
target-kind-group = groupe
target-kind-tenant = client
target-kind-person = personne
target-kind-session = session
target-kind-sign_in = ouverture de session
target-kind-path = adresse
target-kind-log = journal

## Sources

sources-title = Sources
sources-about = D’où la chronologie tient ses informations, jusqu’où elle a lu, et ce qu’elle n’a pas pu lire.
source-platform = Plateforme
source-listens-platform = Écrit en même temps que la modification.
source-listens-file = { $file }, suivi en continu.
source-listens-authentik = API et webhook.
source-listens-ocis = Journal d’audit.
source-listens-stalwart = Webhook et fichier journal.
source-kept = { $count ->
    [one] { $count } événement conservé.
   *[other] { $count } événements conservés.
}
source-off = Pas encore raccordée. Rien d’ici ne figure dans la chronologie.
source-state-complete = Complète
source-state-gaps = { $count ->
    [one] { $count } lacune
   *[other] { $count } lacunes
}
source-state-behind = { $size } de retard
source-state-failing = Muette
source-state-silent = Muette depuis { $time }
source-state-waiting = Attend son fichier
source-state-off = Non raccordée
source-strip = { $source } : enregistrements par quart d’heure aujourd’hui
source-position = position
source-last = dernier
source-no-event = encore rien
source-error = La dernière tentative a échoué :
dropped = { $count ->
    [one] { $count } lecture comptée, non conservée
   *[other] { $count } lectures comptées, non conservées
}
dropped-title = Lectures comptées, non conservées
dropped-action = Action
dropped-count = Nombre
num-lag = Retard
num-hour = Dernière heure
num-quarantined = Quarantaine
num-gaps = Lacunes
lag-none = aucun

## Le registre des lacunes et de la quarantaine

ledger-title = Lacunes et quarantaine
ledger-about = Ce qu’on sait perdu ou non lu. Rien n’est écarté sans une ligne ici.
ledger-empty = Rien de perdu, rien de non lu
ledger-empty-text = Une lacune dans une source ou un enregistrement illisible reçoit une ligne ici, avec la raison.
ledger-when = Quand
ledger-source = Source
ledger-what = Quoi
ledger-amount = Quantité
ledger-why = Pourquoi
ledger-state = État
ledger-act = Voir
ledger-gap = Lacune
ledger-quarantined = Enregistrement en quarantaine
ledger-unknown = inconnue
ledger-lost = Perdu
ledger-kept = Conservé, non lu
ledger-around = Autour
ledger-bytes = Voir les octets

unreadable-not_json = La ligne n’est pas du JSON.
unreadable-not_an_object = La ligne est du JSON, mais pas un enregistrement.
unreadable-not_utf8 = La ligne n’est pas en UTF-8.
unreadable-too_long = La ligne est plus longue qu’un enregistrement ne peut l’être.
unreadable-too_deep = L’enregistrement est imbriqué trop profondément.
unreadable-no_action = Rien dans l’enregistrement ne dit ce qui a été fait.
unreadable-cut_off = La ligne n’a pas de fin : il peut manquer la moitié d’un nombre.
unreadable-refused = La base de données a refusé l’enregistrement.

quarantine-title = Enregistrement en quarantaine
quarantine-text = En texte
quarantine-about = Les octets de contrôle sont rendus visibles, les secrets ont été remplacés avant la conservation.
quarantine-first = Seuls les premiers { $bytes } ont été conservés.
quarantine-hex = { $bytes ->
    [one] Le premier octet
   *[other] Les { $bytes } premiers octets
}

## Quantités

bytes = { $bytes ->
    [one] { $bytes } octet
   *[other] { $bytes } octets
}
span-minutes = { $high } min { $low } s
span-hours = { $high } h { $low } min
span-days = { $high } j { $low } h

## Les entrées et ce qui raconte le même acte

filter-noise = Bruit
noise-shown = affiché
noise-hidden = { $count ->
    [one] Afficher { $count } événement masqué aujourd’hui
   *[other] Afficher { $count } événements masqués aujourd’hui
}
not-by-dezky = Pas fait par Dezky
fact-on-behalf = Pour le compte de
seen-skewed = { $span } avant que cela n’arrive : son horloge avance sur la nôtre
event-whole = L’acte entier
tally = { " : " }{ $records ->
    [one] { $records } enregistrement
   *[other] { $records } enregistrements
} dans { $systems ->
    [one] { $systems } système
   *[other] { $systems } systèmes
}, { $span }
burst-story = Toute son histoire
burst-more = { $count ->
    [one] Afficher l’autre enregistrement
   *[other] Afficher les { $count } autres enregistrements
}
confirm-title = Confirmé par
confirm-later = +{ $span }

## Décider des sources et des enregistrements non lus

source-reader = Lue par
source-pause = Suspendre
source-pause-of = Suspendre { $source }
source-resume = Reprendre
source-resume-of = Reprendre la lecture de { $source }
source-state-paused = Suspendue
source-paused = Suspendue. Elle reprendra là où elle s’est arrêtée.
source-resumed = La lecture a repris.
files-all = { $count ->
    [one] { $count } fichier
   *[other] { $count } fichiers
}
files-title = Fichiers de cette source
files-name = Fichier
files-position = Position
files-size = Taille
files-lag = Non lu
files-read = Dernière lecture
files-done = lu jusqu’au bout
quarantine-settle = Qu’en faire
quarantine-again-about = Après une mise à jour de Dezky, il sera peut-être lisible. Il prendra alors sa place dans la chronologie.
quarantine-cut = Il était plus long que ce qui en est conservé : il ne peut pas être relu.
quarantine-again = Le relire
quarantine-again-alike = Lire tous ceux qui attendent pour la même raison
quarantine-alike = Écarter aussi les autres de cette source qui attendent pour la même raison
quarantine-why = Raison de l’écarter
quarantine-why-hint = Conservé à côté de l’enregistrement, avec votre nom.
quarantine-discard = Écarter l’enregistrement
quarantine-was-read = Finalement lu : { $at }
quarantine-was-discarded = Écarté par { $by }, { $at } : { $why }
quarantine-read = Il a été lu et figure maintenant dans la chronologie.
quarantine-read-alike = Ce qui est lisible figure dans la chronologie. Le reste attend.
quarantine-discarded = Écarté. L’enregistrement et votre raison restent.
wrong-reason = Dites pourquoi il peut être écarté.
wrong-still-unreadable = Il est toujours illisible.
wrong-source = L’enregistrement propre à Dezky ne peut pas être suspendu.

export = Exporter
export-csv = Tableau (CSV)
export-ndjson = Tout, un objet JSON par ligne

## Saved views

views = Vues enregistrées
views-all = Tout
view-save = Enregistrer la vue
view-name = Nom de la vue
view-hint = Conserve les filtres et la recherche, pas la période.
view-keep = Enregistrer
view-remove = Retirer la vue
view-remove-named = Retirer la vue « { $name } »
view-removed = Vue retirée.
wrong-view-name = Un nom a de 1 à 40 caractères, sur une ligne.
view-name-taken = Une vue porte déjà ce nom.
view-of-all = Filtrez d’abord quelque chose.
views-full = Il y a déjà 20 vues. Retirez-en une d’abord.
target-kind-view = vue
act-view-save = { $actor } a enregistré la vue { $target }
act-view-remove = { $actor } a retiré la vue { $target }
