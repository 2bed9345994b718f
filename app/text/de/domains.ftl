# Maildomains: welche Einträge sie brauchen, was da ist und was es bedeutet.

nav-domains = Domains
nav-attention =
    { $count ->
        [one] braucht Aufmerksamkeit
       *[other] brauchen Aufmerksamkeit
    }
domains-none-title = Noch keine Maildomain
domains-none = Eine Domain ist, was in Ihren Adressen auf das @ folgt. Fügen Sie Ihre hinzu, und diese Seite sagt, welche DNS-Einträge sie braucht.

domain-add = Domain hinzufügen
domain-remove = Diese Domain entfernen…
domain-check = Jetzt prüfen
domain-zone = Zonendatei
domain-looking = Wird gerade geprüft
domain-looked = Geprüft { $checked }, wieder { $next }
domain-unproven = Noch nicht nachgewiesen. Sobald das DNS den Eintrag unten zeigt, richten wir die Mail dafür ein.
domain-without-mail = Mail ist für diese Domain nicht eingeschaltet oder wird noch eingerichtet. Was zu veröffentlichen ist, steht dann hier.
domain-nothing-yet = Noch nichts zu veröffentlichen
domain-unknown = Das DNS hat nicht für jeden Eintrag geantwortet. Wir sehen von selbst wieder nach.
domain-weaker = Mail funktioniert. Einige Einträge könnten Sie besser schützen.
domain-well = Alles, was Mail braucht, ist da.
domain-attention =
    { $count ->
        [one] Ein Eintrag hindert Mail daran, gut zu funktionieren.
       *[other] { $count } Einträge hindern Mail daran, gut zu funktionieren.
    }
domain-add-done = Die Domain ist vermerkt. Legen Sie nun den Eintrag an, der sie nachweist.
domain-check-done = Wir sehen im DNS nach. Laden Sie die Seite gleich noch einmal.
domain-remove-done = Die Domain ist entfernt.
domain-looked-at = Wir haben gerade erst nachgesehen. Versuchen Sie es in einer halben Minute erneut.
too-many-domains = Ein Arbeitsbereich hat höchstens 50 Domains.
domain-here = Diese Domain ist schon hier.
domain-is-first = Mit dieser Domain hat der Arbeitsbereich begonnen. Ändern können das nur die Betreiber der Plattform.
domain-in-use = Noch enden Adressen auf diese Domain. Geben Sie diesen Personen zuerst andere Adressen, oder löschen Sie ihre Postfächer.

## Eine weitere Domain

domain-new-what = Für Adressen, die anders enden, etwa die einer Marke oder eines anderen Landes.
domain-new-record = Wir zeigen einen TXT-Eintrag, der nachweist, dass die Domain Ihnen gehört. Sie legen ihn bei Ihrem DNS-Anbieter an.
domain-new-look = Wir suchen ihn von selbst, jede Viertelstunde.
domain-new-mail = Dann richten wir die Mail ein, und diese Seite nennt die übrigen Einträge.
domain-name = Domain
domain-name-hint = Was auf das @ folgt, ohne www.
domain-new-do = Domain hinzufügen

## Eine zurückgeben

domain-leave-not = { $domain } lässt sich nicht entfernen
domain-leave-mailboxes = Diese Postfächer würden sie verlieren
domain-leave-more = und weitere
domain-leave-ask = { $domain } entfernen?
domain-leave-yes = { $domain } entfernen
domain-leave-mail = Der Mailserver nimmt keine Mail mehr dafür an und vernichtet ihre Signierschlüssel.
domain-leave-records = Ihre DNS-Einträge führen dann ins Leere. Entfernen Sie sie bei Ihrem DNS-Anbieter.
domain-leave-others = Danach kann ein anderer Arbeitsbereich die Domain hinzufügen.
domain-leave-claim = Sie wurde nie nachgewiesen, also hängt keine Mail daran.

## Die Einträge

records-of = DNS-Einträge von { $domain }
record-type = Art
record-name = Name
record-wanted = Gewünscht
record-seen = In Ihrem DNS
record-seen-short = Gesehen
record-state = Zustand
record-value = Wert
record-copy = { $name } kopieren
record-copied = Kopiert
record-same = dasselbe
record-nothing = nichts
record-unknown = nicht bekannt
record-state-right = Richtig
record-state-weaker = Schwächer
record-state-different = Anders
record-state-missing = Fehlt
record-state-unknown = Unbekannt

purpose-proof = Nachweisen, dass die Domain Ihnen gehört
purpose-proof-line = bevor etwas eingerichtet wird
purpose-receive = Mail empfangen
purpose-receive-line = wohin andere zustellen
purpose-prove = Nachweisen, dass Mail von Ihnen ist
purpose-prove-line = ohne sie landet Ihre Mail im Spam
purpose-encrypt = Verschlüsselt reisen
purpose-encrypt-line = andere müssen TLS benutzen, um Sie zu erreichen
purpose-programs = Mailprogramme einrichten
purpose-programs-line = damit Adresse und Passwort genügen

why-silent = Das DNS hat nicht geantwortet. Wir sehen von selbst wieder nach.
why-proof-missing = Legen Sie diesen Eintrag bei Ihrem DNS-Anbieter an; wir sehen von selbst wieder nach.
why-proof-other = Da ist ein Eintrag mit einem anderen Text. Kopieren Sie den gewünschten genau.
why-proof-taken = Ein anderer Arbeitsbereich hat diese Domain zuerst nachgewiesen.
why-mx-missing = Niemand kann Ihnen Mail zustellen. Legen Sie diesen Eintrag bei Ihrem DNS-Anbieter an.
why-mx-elsewhere = Mail geht an andere Server und kommt hier nie an.
why-mx-others = Mail geht zuerst oder zufällig an einen anderen Server. Entfernen Sie die anderen Einträge.
why-mx-backup = Sind wir nicht erreichbar, wartet Mail auf einem anderen Server. Behalten Sie ihn nur, wenn Sie wissen, wozu.
why-mx-none = Dieser Eintrag sagt, dass die Domain keine Mail annimmt.
why-spf-missing = Empfänger können nicht erkennen, welche Server für Sie senden.
why-spf-several = Mehrere SPF-Einträge gelten wie keiner. Behalten Sie einen; der gewünschte Wert nennt alle, die senden dürfen.
why-spf-without-us = Mail von hier sieht gefälscht aus. Der gewünschte Wert behält alle, die schon senden dürfen.
why-spf-soft = „~all“ bittet andere, Mail von anderswo anzunehmen. Nehmen Sie „-all“, wenn kein anderes System für Sie sendet.
why-spf-open = Der Eintrag sagt nicht, was mit Mail von anderswo geschieht. Nehmen Sie „-all“, wenn kein anderes System für Sie sendet.
why-spf-everybody = „+all“ lässt jeden in Ihrem Namen senden.
why-spf-long = Der Eintrag verlangt mehr als zehn Abfragen, und Empfänger geben auf. Nehmen Sie heraus, was nicht mehr für Sie sendet.
why-spf-others = Auch andere dürfen für Sie senden.
why-dkim-missing = Mail wird signiert, und niemand kann die Signatur prüfen.
why-dkim-other = Ein anderer Schlüssel ist veröffentlicht, also sehen Signaturen falsch aus.
why-dkim-several = Zwei Schlüssel unter einem Namen: Empfänger nehmen vielleicht den falschen. Behalten Sie einen Eintrag.
why-dkim-testing = „t=y“ sagt Empfängern, dass sie die Signatur übergehen sollen. Nehmen Sie es heraus.
why-dkim-revoked = Ein leerer Schlüssel sagt, dass er zurückgezogen ist.
why-dmarc-missing = Jeder kann Mails senden, die wie Ihre aussehen. Diese erste Regel beobachtet nur, also geht keine Mail verloren.
why-dmarc-several = Mehrere DMARC-Einträge gelten wie keiner. Behalten Sie einen.
why-dmarc-broken = Der Eintrag hat keine Regel, die sich lesen lässt.
why-dmarc-watches = „p=none“ beobachtet nur, und das lange genug. Zeigen die Berichte keine Mail von Ihnen, nehmen Sie „p=quarantine“.
why-dmarc-first = Die Regel beobachtet bisher nur. In zwei Wochen schlagen wir den nächsten Schritt vor.
why-dmarc-silent = Ohne „rua“ sagt Ihnen niemand, wer in Ihrem Namen sendet.
why-dmarc-part = „pct“ erfasst nur einen Teil Ihrer Mail.
why-dmarc-own = Ihre eigene Regel bleibt.
why-sts-missing = Freiwillig. Andere stellen dann nicht mehr unverschlüsselt zu.
why-sts-old = Die Kennung ist älter: Andere behalten die alte Regel, bis sie sich ändert.
why-reports-missing = Freiwillig. Andere melden dann, wenn die Verschlüsselung scheitert.
why-reports-own = Die Berichte gehen dorthin, wo Sie es bestimmt haben.
why-programs-missing = Freiwillig. Mailprogramme finden ihre Einstellungen dann von selbst.
why-elsewhere = Der Eintrag führt anderswohin.
why-several = Da sind mehrere Einträge, wo einer erwartet wird.

## Die Zeitleiste

service-domains = Die Domainprüfung
target-kind-domain = Maildomain
field-attention = Einträge, die Aufmerksamkeit brauchen
field-host = Host
act-domain-add = { $actor } hat die Maildomain { $target } hinzugefügt
act-domain-prove = Die Maildomain { $target } wurde nachgewiesen
act-domain-remove = { $actor } hat die Maildomain { $target } entfernt
act-domain-attention = Die Maildomain { $target } braucht Aufmerksamkeit
act-domain-well = Bei der Maildomain { $target } stimmt wieder alles
