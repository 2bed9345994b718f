# Wünsche, in einen Arbeitsbereich zu kommen.

requests-count =
    { $count ->
        [one] 1 Anfrage
       *[other] { $count } Anfragen
    }
requests-look = Ansehen
requests-title = Anfragen um Zugang
requests-what = Diese Personen sind angemeldet und möchten zu diesem Arbeitsbereich gehören. Wer angenommen wird, ist Mitglied.
requests-none-title = Keine Anfragen
requests-none = Wer um Zugang bittet, erscheint hier.
requests-answer = Antwort
request-why = Warum
request-asked-at = Gefragt
request-unchecked = Adresse nicht geprüft
request-accept = Annehmen
request-accept-one = { $name } annehmen
request-decline = Ablehnen
request-decline-one = { $name } ablehnen
request-accept-done = Angenommen. Die Person ist jetzt Mitglied.
request-decline-done = Abgelehnt.
request-title = Um Zugang bitten
request-what = Nennen Sie eine Adresse des Arbeitsbereichs. Wer ihn verwaltet, erfährt davon und entscheidet.
request-address = Adresse
request-address-hint = Eine E-Mail-Adresse der Firma oder ihre Domain, etwa firma.example.
request-ask = Fragen
request-asked = Gefragt. Wer den Arbeitsbereich verwaltet, entscheidet.
request-is-open = Sie haben um Zugang zu { $tenant } gebeten.
request-open = Dort haben Sie schon gefragt. Wer den Arbeitsbereich verwaltet, entscheidet.
request-member = Dort sind Sie schon bekannt. Fragen Sie, wer den Arbeitsbereich verwaltet.
wrong-request-why = Höchstens 500 Zeichen.

act-request-ask = { $actor } hat um Zugang zu { $target } gebeten
act-request-accept = { $has-role ->
    [yes] { $actor } hat { $target } hereingelassen, mit der Rolle { $role }
   *[no] { $actor } hat { $target } hereingelassen
}
act-request-decline = { $actor } hat { $target } den Zugang verwehrt
