/**
 * Words that name nobody, in lower case and without accents (see fold in rules.ts), written down by hand for reports from counselling and
 * authorities. German writes every noun with a capital: what stands here, ends like this or is put together from this is not taken for a name.
 */
const list = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Articles, pronouns, prepositions, particles, common verbs and adjectives: they begin sentences. German, then English. */
export const smallWords: ReadonlySet<string> = new Set([
  ...list(`
    ab aber abends abermals ach acht achtmal ahnlich alle allein allem allen aller allerdings alles als also alt alte alten alter am an andauernd ander andere anderem anderen anderer anderes
    anders andererseits anfangs angeblich anhand anscheinend ansonsten anstatt anstelle arme auch auf aufgrund aufwendig aus ausgerechnet ausserdem ausser ausserhalb bald beide beiden beides bei
    beim beinahe bekannt bekommt bereits besonders besser bestimmt bevor bezuglich bin bis bisher bislang bist bitte bleibt braucht brauchen bringt da dabei dadurch dafur dagegen daher
    dahin dahinter damals damit danach dane daneben dank dann dar daran darauf daraufhin daraus darf darfst darin darum daruber das dass dasselbe dauernd dauert davon davor dazu dazwischen dein deine dem
    demnach den denen denn dennoch denselben der deren derselbe deshalb dessen desto deswegen dich die dies diese dieselbe diesem diesen dieser dieses diesmal dir direkt doch doppelt
    dort dorthin draussen drei dreimal dringend dritte du durch durchgehend durfen durfte durften eben ebenfalls ebenso egal eher eigene eigenen eigentlich ein eine einem einen einer einerseits eines einfach einige
    einigen einiger einiges einmal eins einzelne einzelnen einzige einzigen elf endlich entgegen entweder er erfolgt erhalt erhalten erneut erst erste erstem ersten erster erstens erstes es etliche etwa etwas euch euer extrem
    fahren fahrt falls falsch fand fast fehlen fehlende fehlt fehlte finde finden findet fragt freitags friher fruh fruher fruhestens funf fur furs gab ganz ganze ganzen gar gebe geben gefordert gegen gegenuber gehe gehen geht gehort
    geklart gelegentlich gemeinsam gemeldet gemass genau genauso gern gerne gerade gesagt gesamte gestern gewohnlich gibt ging gleich gleiche gleichen gleichzeitig grosse grossen grosser grundsatzlich gut gute guten hab habe haben
    halt hatte hatten hat hatt haufig hauptsachlich heraus heute heutzutage hier hierbei hierdurch hierfur hiermit hierzu hin hinsichtlich hinter hinzu hoch hochste hohe hohen hoher holt ich ihm ihn ihnen ihr ihre ihrem ihren ihrer ihres im immer
    immerhin immerzu in indem infolge inklusive innerhalb ins insbesondere insgesamt inzwischen irgendwann irgendwie irgendwo ist ja jahrelang je jede jedem jeden jeder jederzeit jedes jedoch jemand jene jetzt jeweils junge jungen
    kam kann kannst kaum kein keine keinem keinen keiner keinerlei keines kennt klar kleine kleinen kommen kommt konkret konnen konnte konnten kostet kostenlos krank kriegt kunftig kurz kurzfristig kurzlich lange langem langer langfristig langst
    laut laufen lauft lediglich leider letzte letztem letzten letztendlich letzter letztes letztlich liebe lieber liegen liegt linke links los lang machen macht mal man manche manchen mancher manchmal mangels mehr mehrere mehreren mehrerer mehrfach
    mehrmals mein meine meinem meinen meiner meines meist meiste meisten meistens meldet mich mindestens mir mit miteinander mithilfe mittags mittels mittlerweile mochte mochten moglich moglicherweise momentan monatelang monatlich morgen morgens muss
    mussen musste mussten nach nachdem nachdrucklich nachdem nachher nachmittags nachste nachstem nachsten nachster nachstes nachtraglich nachts nahezu namlich neben nein nennt neu neue neuem neuen neuer neuerdings neues neulich neun nicht nichts nie niemals
    niemand niemandem niemanden nimmt nirgends nirgendwo noch nochmal nochmals normalerweise notig notwendig null nun nur ob oben obwohl oder offenbar offensichtlich oft oftmals ohne ohnehin paar per personlich plotzlich pro
    problematisch recht rechts regelmassig rund sagt sagte samt samtliche scheinbar schlecht schlechter schliesslich schlimm schnell schon schreibt schriftlich schwer schwierig sechs sehr sei seid seien sein seine seinem seinen seiner seines seit seitdem seitens selber selbst
    selten sich sicher sie sieben siehe sieht sind so sobald sodass sofern sofort sogar solange solch solche solchen soll sollen sollte sollten somit sondern sonst sonstige soweit sowie sowieso sowohl spat spater spatestens spricht standig statt stattdessen stehen
    steht stellt stets sucht tage tagelang taglich tatsachlich teils teilweise telefonisch trotz trotzdem tut uber uberall uberdies uberhaupt ubermorgen ubernimmt ubrigens um umgekehrt umso unbedingt und ungefahr ungeklart unklar unmoglich uns unser unsere unserem unseren unserer unter
    ursprunglich usw verantwortlich verfugbar vergangene vergangenen vergeblich verlangt vermutlich versteht verschiedene verschiedenen viel viele vielem vielen vieler vieles vielleicht vier viermal voll vollig vollstandig vom von vor voraussichtlich vorab vorbei vorgestern vorher vorige vorigen vorlaufig
    vormittags wahrend wahrenddessen wann war ware waren warten wartet wartete warum was weder wegen weg weil weiss weit weiter weitere weiterem weiteren weiterer weiteres weiterhin welche welchem welchen welcher welches wem wen wenig wenige wenigen weniger
    wenigstens wenn wer werde werden wes weshalb wessen wichtig wichtige wie wieder wiederholt wieso will wir wird wo wobei wochenlang wodurch wofur woher wohin wohl wohnen wohnt wollen wollte wollten womit woran worden worauf woraufhin wozu wurde wurden zahlt zehn zeitgleich zeitnah zeitweise ziemlich
    zirka zu zudem zuerst zufallig zufolge zuhause zuletzt zum zumal zumindest zunachst zur zuruck zurzeit zusammen zusatzlich zuvor zwanzig zwar zwei zweimal zweite zweitem zweiten zweiter zweitens zwischen zwischendurch zwolf
    bzw ca evtl ggf inkl mind nr od sog str tel ua usw vgl zb dh etc incl bspw insb lt seh moin hallo guten danke gruss grusse hilfe
    abgelaufen abgelehnt abgesagt abgewiesen alleinerziehende alleinerziehend anerkannt angenommen angewiesen arbeitslos aufgenommen ausgelaufen ausgebucht befristet beantragt behindert beraten berechtigt betroffen betreut bewilligt deutsch doppelte dringende ehrenamtlich ehrenamtliche ehrenamtlicher
    eingereicht elektronisch fehlerhaft gefluchtet gehorlos gesetzlich gesperrt gestellt gut hilfreich hilflos kranke kranken kommunal krankenversichert kulturell lokale medizinisch mundlich neuzugewandert neuzugewanderte nachgewiesen offen offene online ortlich psychisch schulpflichtig schwanger schwangere sozial soziale staatlich
    unbegleitet unbegleitete ungenugend ungultig unterschiedlich unterschiedliche unverstandlich unzureichend verheiratet verloren versichert verspatet verwaltungsintern voneinander zustandig zustandige zustandigen zweisprachig ukrainisch syrisch afghanisch arabisch turkisch kurdisch persisch rumanisch bulgarisch polnisch eritreisch russisch`),
  ...list(`
    a about above across after again against all almost already also although always an and another any anyone anything are around as ask asked asks at away back be because been before behind being below between both but by call came can cannot case cases child children come could
    currently daily despite did do does done down due during each either else english even eventually ever every everybody everyone everything few finally first for forms from full further get give given go goes got had has have having he her here hers herself him himself his how however i if in
    inside instead into is it its itself just keep last late later least less let like made make many may maybe me might mine more most mostly much must my myself near nearly need needs neither never new next no nobody none nor not nothing now of off often old on once one only or other
    others our ours out outside over own people per perhaps please previous previously put rather really same saw say says second see seems seen sent several she should since so some somebody someone something sometimes soon still such take than that the their theirs them themselves then
    there therefore these they third this those though three through thus to today together told tomorrow too took twice two under unfortunately unless until up upon us usually very wait waited waiting waits was we week weeks well went were what when where whereas whether which while
    who whole whom whose why will with within without would write wrote yes yesterday yet you your yours both four five six seven eight nine ten hello dear thanks regards according additionally meanwhile moreover nevertheless otherwise`),
]);

/** Nouns, places, languages, peoples, agencies. German, then English. */
export const ordinaryNouns: ReadonlySet<string> = new Set([
  ...list(`
    abend ablauf ablehnung abschiebung abschluss abschnitt absage absprache abstand abteilung abweisung adresse akte akten akteur alleinerziehende alltag alphabetisierung alter alternative amt amter anbieter anerkennung anfang anfrage angabe angebot angehorige angelegenheit angst anhang anhorung anker
    ankunft anlage anlass anlaufstelle anliegen anmeldung annahme anruf anrufbeantworter anschluss anschreiben ansprechpartner anspruch antrag antwort anwalt anwaltin anweisung anwesenheit anzahl anzeige apotheke apparat arbeit arbeiter arbeitgeber arbeitnehmer arbeitslosengeld arbeitsuchende art arzt arztin arzte asyl
    asylbewerber asylsuchende attest aufenthalt aufenthaltsgestattung aufenthaltstitel aufgabe aufnahme aufschub aufsicht auftrag aufwand auge augen ausbildung ausgabe ausgang ausgleich auskunft ausland auslander ausnahme ausreise aussage ausschluss aussiedler ausstellung austausch auswahl ausweis auszahlung auszubildende auszug auto azubi
    baby bahn bahnhof bank barriere basis bau beamte beamter bearbeiter bedarf bedingung beendigung befragung befund beginn begleiter begleitung begrundung begutachtung behandlung behinderung behorde beispiel beistand beitrag bekannte belastung beleg bemerkung benachrichtigung benachteiligung beruf beratung berater bereich bericht berechnung berechtigte
    bescheid bescheinigung beschaftigung beschluss beschwerde besprechung bestatigung besuch betrag betreuer betreuung betreuerin betrieb betroffene bett bewerber bewerbung bewilligung bewohner bezieher beziehung bezirk bezug bildung bitte blatt botschaft brief briefkasten broschure bruch bruder budget bund bundesamt bundesland burger burgeramt burgergeld
    burgerburo burgermeister buro bus bundnis bindung briefe caritas checkliste chance chef chefin computer coach coaching corona dame datei daten datenblatt datenschutz datum dauer debatte defizit deutsch deutscher deutsche deutschkenntnisse diakonie diagnose dienst dienstag dienstleister diplom diskriminierung dokument dolmetscher dolmetscherin dolmetschen donnerstag dorf
    druck drucker dublin duldung durchfuhrung durchwahl durcheinander ebene ehe ehefrau ehegatte eheleute ehemann ehepaar ehrenamt ehrenamtler eignung eile einarbeitung einblick einburgerung eindruck einfuhrung eingabe eingang einheit einkommen einladung einreise einrichtung einsatz einschatzung einschulung einsicht einstellung einstufung eintrag einwand
    einwanderer einwilligung einwohner einzelfall einzelfalle eltern elternbeirat elternzeit email empfang empfanger empfehlung ende englisch enkel entbindung entfernung entgelt entlassung entlastung entscheidung entscheider entschuldigung enttauschung entwicklung ereignis erfahrung erfolg ergebnis erhebung erhohung erinnerung erklarung erkrankung erlaubnis ermessen ersatz
    erstantrag erstaufnahme erstattung erstberatung erwachsene erwartung erwerbstatigkeit erzieher erzieherin essen euro europa existenz externe fach fachamt fachdienst fachkraft fachleute fachstelle fahigkeit fahrer fahrkarte fahrt fall falle fallakte fallmanager fallmanagerin fallmanagement familie familienkasse familienmitglied familiennachzug farbe fax fehler fehlzeit feier
    feld ferien fernseher fest festlegung festnetz feststellung figur fiktionsbescheinigung film finanzierung firma flucht fluchtling flyer folge folgeantrag forderung form formular formulare fortbildung fortschritt foto frage fragebogen frau frauen frauenhaus freibetrag freitag freiwillige freizeit fremdsprache freund freunde freundin frieden frist fristen fruhe
    fruhling fuhrerschein fuhrung fursorge funktion gang ganztag garantie gas gast gebaude gebiet gebuhr gebuhren geburt geburtsurkunde geduld gefahr gefuhl gefluchtete gegend gegenteil gehalt geld gelder gelegenheit geltung gemeinde gemeinschaft gemeinschaftsunterkunft genehmigung gericht gesamtschule geschaft geschichte geschwister gesellschaft gesetz gesicht gesprach gestaltung
    gestattung gesuch gesundheit gesundheitsamt gesundheitskarte gewahrung gewalt gewerbe gewerkschaft gleichstellung gremium grenze grippe grund grunde grundlage grundschule grundsicherung gruppe gruppen gultigkeit gutachten gutschein gymnasium hafen haft halbjahr hand handel handhabung handwerk handwerker handy handlungsfeld hauptschule haus haushalt hausarzt hausaufgaben hauser hausmeister
    hebamme heft heim heimat heimleitung heirat heizung helfer helferin herausforderung herbst herkunft herr herren herz hilfe hilfen hilfsmittel hindernis hinweis hinweise hobby hochschule hochzeit hof hohe homepage honorar hospital hort hotel hotline hunger hurde hurden idee identitat impfung impfpass information infos inhalt initiative inland integration
    integrationskurs integrationsrat interesse internet interview it jahr jahre jahreswechsel januar februar marz april mai juni juli august september oktober november dezember job jobcenter jobs jugend jugendamt jugendhilfe jugendliche jugendlicher junge jungen jurist juristin kalender kammer kampf kantine kapazitat karte karten kaserne kasse kauf kaution keller kenntnis kenntnisse
    kette kieferorthopade kinder kind kinderarzt kinderbetreuung kindergarten kindergeld kinderzuschlag kindertagesstatte kirche kita klage klarung klasse klassen kleidung kleinkind kleinstadt klient klientin klienten klinik kollege kollegin kollegen kolleginnen kommission kommunikation kommune komplikation konferenz konflikt konsulat konto kontakt kontingent kontrolle konzept koordination koordinator
    koordinatorin kopf kopie kopien korper kosten kostenubernahme kostentrager kraft kranke krankengeld krankenhaus krankenkasse krankenschwester krankenversicherung krankheit kreis kreise kreisen krieg kritik kuche kundigung kultur kunde kunden kundin kundinnen kunst kurs kurse kursbeginn kurstrager kursus kursleiter kurzung ladung lage lager land lander landkreis landrat landratsamt lange
    laptop lastschrift laufzeit leben lebenslage lebenslauf lebensunterhalt legitimation lehre lehrer lehrerin lehrkraft lehrkrafte lehrgang leid leistung leistungen leiter leiterin leitung lesen leute licht liebe lieferung linie link liste listen logopadie lohn losung lucke lucken luft mangel mail mails mann manner markt massnahme massnahmen material mathe mathematik mauer medien medikament
    medikamente mehrbedarf mehrheit mehrkosten meinung meldung meldebescheinigung menge mensch menschen merkblatt messe methode miete mieter mietvertrag migrant migranten migrantin migration minderjahrige minderheit mindestlohn minister ministerium minute minuten missverstandnis mitarbeiter mitarbeiterin mitarbeitende mitbewohner mitglied mitglieder mittag mitte mitteilung mittel mittwoch
    mitwirkung mobel mobiltelefon moglichkeit moment monat monate monats montag motivation mude mund mutter mutterschutz muttersprache nachbar nachbarn nachbarin nachbarschaft nachfrage nachhilfe nachmittag nachname nachricht nachteil nachteile nachtrag nachweis nachweise nachzug nahe name namen nation naturalisierung neffe netz netzwerk niederlassungserlaubnis nichte niveau norm not notfall
    notaufnahme notdienst noten notiz notlage notunterkunft nummer nummern nutzer nutzung oberschule objekt obdach offentlichkeit offnungszeiten oma onkel opa opfer option ordnung ordnungsamt organisation organisationen orientierung original ort orte ortschaft paar paket panik papier papiere paragraf partei partner partnerin partnerschaft pass passe pate paten patient patientin pauschale pause
    pension perspektive person personal personalausweis personen pfad pfandung pfarrer pfarrei pflege pflegekind pflegefamilie pflicht pflichten phase plan planung platz platze politik politiker polizei portal position post postfach potenzial praktikum praktikant praxis praxen preis premium presse prioritat privatperson problem probleme produkt professor programm projekt projekte protokoll prozent prozess prufung
    psychiatrie psychologe psychologin psychotherapie publikum punkt qualifikation qualifizierung qualitat quartier quelle quittung rathaus rat rate raten raum raume reaktion realschule rechner rechnung recht rechte rechtsanwalt rechtsanwaltin rechtskreis rechtskreise rechtslage rechtskreiswechsel rede referat regel regeln regelung region register reihe reihenfolge reise reisepass religion rente
    rentenversicherung reparatur ressource ressourcen rest richter richtlinie richtung risiko rolle ruckkehr ruckfrage ruckfragen ruckmeldung ruckmeldungen rucksicht ruckstand ruckstande ruhe runde sachbearbeiter sachbearbeiterin sachbearbeitung sache sachen sachlage sachleistung sachstand samstag sanktion satz schaden schalter scham scheidung schein scheine scheitern schicht schild schlaf schlange
    schluss schlussel schnittstelle schreiben schrift schritt schritte schufa schuld schulden schuldner schulbegleitung schule schulen schuler schulerin schulleiter schulleitung schulpflicht schulplatz schutz schwangere schwangerschaft schweigepflicht schwelle schwester schwierigkeit schwierigkeiten see seelsorge seite seiten sekretariat sekunde selbsthilfe senioren seminar service sicherheit sicherung
    sicht signal situation sitz sitzung software sohn sommer sonntag sonne sorge sorgen sorgerecht sozialamt sozialarbeit sozialarbeiter sozialarbeiterin sozialberatung sozialhilfe sozialraum spanne spezialist spiel spielplatz sport sportverein sprache sprachen sprachkurs sprachkenntnisse sprachmittler sprachmittlerin sprachmittlung sprachniveau sprachschule sprachtest sprechstunde sprechzeit staat stadt stadte
    stadtteil stadtverwaltung standesamt stand standort standard start statistik status stelle stellen stellungnahme steuer steuern stichtag stiftung stimme stock storung strasse strassen strafe streit stress strom struktur studie studium student studentin studenten stufe stuhl stunde stunden suche suchende sucht summe system tabelle tafel tag tage tagen tagespflege tagesmutter tante tasche tat tatigkeit tausch
    team technik teil teilhabe teilnahme teilnehmende teilnehmer teilnehmerin telefon telefonat telefonnummer termin termine terminvergabe test text thema themen therapeut therapeutin therapie therapieplatz ticket tier tisch titel tochter tod toilette topf tourist trager tragern tradition traumatisierung trauma traum treffen trennung treppe trinken tur tumor uberblick ubergang ubergange uberlastung uberleitung
    ubernahme ubersetzer ubersetzung ubersicht uberweisung umfang umfeld umgang umlage umstand umstande umwelt umzug unfall ungleichheit universitat unklarheit unrecht unsicherheit unterhalt unterkunft unterkunfte unterlage unterlagen unternehmen unterricht unterschied unterschrift unterstutzer unterstutzerin unterstutzung untersuchung unwissen unwissenheit urkunde urkunden urlaub ursache urteil vater veranderung veranstaltung
    verantwortung verband verbande verbesserung verbindung verbleib verbot verdacht verein vereine vereinbarung verfahren verfassung verfugung vergabe vergleich verhalten verhaltnis verkehr verlangerung verlauf verlust vermerk vermieter vermieterin vermittlung vermogen vernetzung verordnung verpflichtung versagen versaumnis verschiebung versicherung version verspatung verstandigung verstandnis verstoss versuch verteilung vertrag vertrage
    vertrauen vertreter vertretung verwaltung verwandte verweis verweisung verwirrung verzicht verzogerung verzweiflung viertel video visum visa volk volkshochschule vollmacht voraussetzung vorbereitung vordruck vorfall vorgabe vorgaben vorgang vorgehen vorgesetzte vorhaben vorkurs vorlage vorlauf vormittag vormund vorname vorort vorrang vorschlag vorschrift vorschuss vorsprache vorstellung vorteil vorurteil
    vorwurf wahl wahrheit waise wand wandel ware wartezeit wartezeiten warteliste wartelisten wasser website wechsel weg wege weihnachten weile weise weiterbewilligung weiterbildung weitergabe weiterleitung welt werk werkstatt wert westen widerspruch wiederholung wille winter wirkung wirtschaft wissen woche wochen wochenende wohlfahrt wohngeld wohnheim wohnort wohnraum wohnsitz wohnung wohnungen
    wohnungsamt wohnungsgeber wohnungslosigkeit wort worte worter wunsch wunsche zahl zahlen zahlung zahn zahnarzt zeichen zeile zeit zeiten zeitpunkt zeitraum zeitung zentrale zentrum zertifikat zeuge zeugnis zeugnisse ziel ziele zimmer zoll zone zufall zugang zugange zug zukunft zulassung zusage zusammenarbeit zusammenhang zuschlag zuschuss zustand zustandigkeit zustellung zustimmung zuwanderer zuwanderung zuweisung
    zweck zweifel zwang zwilling zwillinge zwischenzeit ratsuchende ratsuchender elternteil kindsvater kindsmutter stiefvater lebensgefahrte lebensgefahrtin verlobte verlobter partnern schwager schwagerin cousin cousine neugeborene saugling geschwisterkind enkelkind grossmutter grossvater grosseltern schwiegermutter witwe witwer mandant mandantin mandanten kollegium leistungsberechtigte antragsteller antragstellerin
    museum museen madchen korb cafe cafes handbuch bibliothek bibliotheken hass religiose religioser traumata padagoge padagogen padagogin demenz pille krawatte bar bars lob demokratie store stopp gott evangelische evangelisches katholische villa regular arger holz metall minijob antibiotika symptom symptome gynakologe gynakologin kategorie tonne tonnen saal code
    volljahrige volljahriger geduldete geduldeter angestellte angestellter beschaftigte beschaftigter zugewanderte zugewanderter eingewanderte versicherte versicherter pflegebedurftige arbeitslose arbeitsloser obdachlose wohnungslose suchtkranke schwerbehinderte gehorlose vertriebene zugezogene eingeburgerte staatenlose
    drittstaatsangehorige inhaftierte freiwillige ehrenamtliche verantwortliche vorsitzende studierende auszubildende alleinstehende selbststandige selbstandige rollstuhl aufzug fahrstuhl schicht fabrik rechtsweg wlan video mediziner medizin alkohol droge drogen nikotin tabak maske handicap theorie
    bachelor master abitur abi abo radio motorrad fahrrad rad roller kino kinos viren virus bakterien aids polio tetanus masern corona covid shampoo seife hande finger fuss beine rucken smiley symbol symbole mama mamas papa papas mord satire missbrauch turban kopftuch jeans shirt hose jacke schuhe mobiliar
    mode musik instrument navigator media funke duale dualer duales sexuelle sexueller subsidiare subsidiarer herzegowina montenegriner kirgise kasache usbeke libanese libanesin marokkaner marokkanerin tunesier algerier nigerianerin ghanaer somalier inder inderin pakistaner chinese vietnamese spanierin italienerin
    griechin kroatin kroate serbe serbin bosnier albanerin mazedonier moldauer georgier armenier tschetschene jeside weihnachtsferien vermerke akteneinsicht beamtin polizist polizistin pfleger pflegerin putzkraft kellner koch fahrerin baustelle lager lagerhalle kuche fleisch fisch brot milch obst gemuse kaffee tee laden
    supermarkt einkauf tanz theater buch bucher heft stift spende spenden kleiderkammer mobelhaus waschmaschine kuhlschrank ofen dusche bad schimmel feuchtigkeit larm mull abfall wasserschaden dach fenster keller stockwerk etage treppenhaus flur umverteilung verteilung landesaufnahme pflegegrad rollator brille
    horgerat zahne schmerzen fieber operation krebs diabetes depression angste psyche schlafstorung suizid trauerfall beerdigung bestattung grab friedhof hochzeit taufe geburtstag schwimmbad spielgruppe krabbelgruppe einzelberatung gruppenberatung telefonkette rufbereitschaft rat schlag auslauf vorrat reserve
    stellplatz parkplatz fahrplan linie haltestelle zugticket monatsticket semester klausur hausarbeit vorlesung dozent dozentin rektor rektorin direktor direktorin schulhof klassenfahrt elternabend zeugnisanerkennung notunterkunfte vorauszahlung nachzahlung ruckzahlung abschlag darlehen kredit zinsen schuldenberatung insolvenz
    case management clearing jour fixe workshop handout whatsapp facebook google zoom teams laptop tablet app apps link login passwort pin chip scan scanner upload download chat newsletter podcast smartphone sim wlan`),
  ...list(`
    afghanistan afghane afghanen afghanin afrika afrikaner agypten albanien albaner algerien amerika araber arabien arabisch aramaisch armenien armenisch aserbaidschan asien athiopien athiopier australien bangladesch belgien belarus bosnien brasilien bulgarien bulgare bulgaren bulgarin china chinesisch danemark dari deutschland englisch england eritrea eritreer eritreerin estland
    europa farsi finnland frankreich franzosisch georgien georgisch ghana griechenland griechisch guinea hindi indien irak iraker irakerin iran iraner iranerin irland israel italien italiener italienisch japan jemen jordanien jugoslawien kamerun kanada kasachstan kenia kirgisistan kolumbien kongo kosovo kosovare kroatien kroatisch kurde kurden kurdin kurdistan kurdisch kurmandschi kurmanji
    lettland libanon liberia libyen litauen luxemburg mali marokko mazedonien moldau mongolei montenegro nepal niederlande niederlandisch nigeria nigerianer norwegen osterreich pakistan palastina palastinenser paschtu paschto persisch philippinen polen polin pole polnisch portugal portugiesisch roma romanes romani ruanda rumanien rumane rumanin rumanisch russisch russland russe russin
    schweden schweiz senegal serbien serbisch simbabwe sinti slowakei slowenien somalia somali sorani spanien spanier spanisch sudan sudafrika syrer syrerin syrien syrisch tadschikistan tamilisch thailand tigrinisch tigrinya togo tschechien tschetschenien tunesien turkei turke turken turkin turkisch turkmenistan uganda ukraine ukrainer ukrainerin ukrainisch ungarn ungarisch urdu usa usbekistan
    venezuela vietnam vietnamesisch westafrika weissrussland zypern osteuropa sudosteuropa balkan muslim muslima moslem christ christen jesiden jesidin eziden islam koran moschee ramadan ostern pfingsten advent silvester
    aachen augsburg baden-wurttemberg bayern berlin bielefeld bocholt bochum bonn borken bottrop brandenburg braunschweig bremen bremerhaven chemnitz coesfeld darmstadt deutschland detmold dortmund dresden duisburg duren dusseldorf erfurt erlangen essen euskirchen frankfurt freiburg friedland furth gelsenkirchen gera giessen gottingen gutersloh hagen halle hamburg hamm
    hannover heidelberg heilbronn heinsberg herford herne hessen hildesheim hochsauerlandkreis hoxter ingolstadt jena karlsruhe kassel kiel kleve koblenz koln krefeld landshut leipzig leverkusen lippe lubeck ludwigshafen luneburg magdeburg mainz mannheim marburg mecklenburg mettmann minden moers monchengladbach muhlheim mulheim munchen munster neuss niedersachsen
    nordrhein-westfalen nrw nurnberg oberhausen offenbach oldenburg olpe osnabruck paderborn pforzheim potsdam ratingen recklinghausen regensburg remscheid reutlingen rheinland-pfalz rostock saarbrucken saarland sachsen sachsen-anhalt salzgitter schleswig-holstein schwerin siegen siegburg soest solingen steinfurt stuttgart thuringen trier troisdorf ulm unna velbert viersen warendorf
    wesel wiesbaden witten wolfsburg wuppertal wurzburg zwickau ruhrgebiet rheinland westfalen munsterland sauerland brussel wien zurich paris london istanbul damaskus aleppo homs kabul herat teheran bagdad mossul kiew charkiw odessa mariupol moskau warschau bukarest asmara ankara izmir beirut erbil idlib raqqa kobane mazar kandahar lwiw kyiv kharkiv donezk
    bamf abh ebh jmd mbe kim vhs ihk hwk drk awo asb thw aok tk dak bkk ikk lvr lwl bva bsk bafog alg asylblg asylg aufenthg sgb bgb stgb dsgvo ekir kdg eu un unhcr iom pdf sms faq nrw rki stvo urkundenverzeichnis malteser johanniter diakonie caritas arbeiterwohlfahrt elster postident schufa barmer techniker knappschaft ikea lidl aldi deutsche bahn sparkasse volksbank telekom vodafone
    postbank commerzbank dhl`),
  ...list(`
    access accommodation address adult advice adviser advisor agency answer appeal application applications appointment appointments apprenticeship approval april arabic asylum august authority authorities autumn baby bank benefit benefits birth board bus caseworker certificate childcare christmas city class clerk client clients clinic college complaint confusion consent contact contract counselling counsellor
    county couple course courses court data date daughter day days deadline december decision delay department desk diploma district doctor document documents email employer employment english europe exam example experience families family father february fee file flat form friday friend gap gap-report german germany government grandmother guardian health help home homework hospital hour hours house household housing
    husband idea identity illness income information insurance integration interpreter interpreters interview january job jobcentre job-centre july june kindergarten kreis lack land language languages law lawyer leave letter letters level life list man manager mandate march mayor mail meeting member men message migrant migration minute minutes monday money month months mother municipality name names neighbour network nobody november
    nursery number october office offices official officer opinion order organisation parent parents passport patient pension percent period permit person phone place places plan police post pregnancy problem process programme proof question reason recognition refugee refugees registration reply report request residence responsibility result right rules saturday school schools section september services sheet sister situation
    skills social son spring staff state statement status step student summer sunday support syria syrian system tax teacher team test thursday ticket time town training translation translator treatment tuesday turkey turkish uncle ukraine ukrainian university visa volunteer volunteers vocational waiting wednesday week weekend welfare wife winter woman women work worker workers year years youth jobcenter immigration foreigners`),
]);

/** What ends like this, from four letters before it on, is a thing, a role or a place to go to. */
export const ordinaryEndings: readonly string[] = list(`
  jahrige jahriger jahrigen losigkeit loser losen berechtigten berechtigter pflichtige pflichtiger bedurftige bedurftiger kranke kranker behinderte behinderter behinderten
  ung ungen heit heiten keit keiten schaft schaften tion tionen sion sionen tat taten mente ismus nis nisse nissen tum ling linge lingen logie logien graphie enz enzen anz anzen ierung ierungen losigkeit innen
  amt amtes amts amter amtern kurs kurse kursen kurses kursplatz schule schulen klasse klassen stelle stellen dienst dienste diensten dienstes platz platze platzen platzes termin termine terminen termins antrag antrage antragen antrags bescheid bescheide
  bescheinigung erlaubnis verfahren verfahrens zeit zeiten geld gelder geldes gesetz gesetze gesetzes hilfe hilfen beratung zentrum zentren center behorde behorden kasse kassen karte karten titel formular formulare unterlagen urkunde urkunden ausweis ausweise pass passe
  vertrag vertrage vertrags kosten gebuhr gebuhren betrag rechnung konto nummer nummern liste listen blatt blatter bogen schein scheine zeugnis plan plane plans programm projekt gruppe gruppen treffen gesprach gesprache gespraches konferenz sitzung runde verein vereine verband
  verbande trager tragers tragern leitung leiter leiterin arbeit arbeiter arbeiterin kraft krafte berater beraterin betreuer betreuerin bearbeiter bearbeiterin helfer helferin mittler mittlerin lehrer lehrerin schuler schulerin kind kinder kindern eltern mutter vater teil teile haus hauser
  heim heime unterkunft wohnung wohnungen raum raume ort orte stadt kreis kreise gemeinde land lander system systeme wechsel antwort frage fragen punkt punkte weg wege fall falle fallen seite seiten grund grunde recht rechte rechts pflicht pflichten schutz schutzes sache sachen mittel
  stunde stunden tag tage tagen woche wochen monat monate jahr jahre jahren beginn ende anfang frist fristen ablauf prozess kette meldung mitteilung nachweis nachweise prufung test tests niveau abschluss bildung versicherung versicherungen leistung leistungen anspruch anspruche
  bedarf bedarfe mangel lucke lucken hurde hurden problem probleme zugang zugange ubergang stufe stufen zahl zahlen quote daten zustand stand status bereich bereiche ebene bericht berichte brief briefe post mail mails telefon system portal seite software technik geschichte management managerin
  manager partner partnerin personal person personen gast mitarbeiter mitarbeiterin mitarbeitende berechtigte berechtigter suchende suchender nehmer nehmerin geber geberin steller stellerin angehorige bewerber bewerberin bezug ausgabe aufnahme annahme ubernahme anfrage nachfrage ruckfrage
  kontakt kontakte chance chancen druck auftrag besuch versuch verlauf verlust vorschlag wunsch wunsche umfang aufwand zuschlag zuschuss ersatz lohn miete strom gas wasser markt betrieb betriebe firma praxis arzt arztin apotheke klinik pflege sport spiel sprache sprachen wort worte raumung nachzug umzug`);

/** Joints between the parts of German compounds. */
export const joints: readonly string[] = ["", "s", "es", "n", "en", "er", "e"];

export const salutations: ReadonlySet<string> = new Set(
  list(
    `frau fr herr herrn hr familie fam mr mrs ms miss mister madam eheleute schwester pater pfarrer pastor imam doktor dr prof professor hodscha`,
  ),
);
export const womanSalutations: ReadonlySet<string> = new Set(list(`frau fr mrs ms miss madam schwester`));
export const manSalutations: ReadonlySet<string> = new Set(list(`herr herrn hr mr mister pater pfarrer pastor imam hodscha`));
export const familySalutations: ReadonlySet<string> = new Set(list(`familie fam eheleute`));
export const academicTitles: ReadonlySet<string> = new Set(list(`dr prof med phil rer nat jur ing dipl doktor professor`));
/** After "Frau" or "Herr" these are offices, not names. */
export const offices: ReadonlySet<string> = new Set(
  list(
    `landrat landratin burgermeister burgermeisterin oberburgermeister oberburgermeisterin minister ministerin kollege kollegin vorsitzende vorsitzender prasident prasidentin dezernent dezernentin doktor professor sachbearbeiter sachbearbeiterin`,
  ),
);

/** Who is named next: "ihr Sohn Ali", "die Klientin Amira". */
export const kinship: ReadonlySet<string> = new Set(
  list(`
    sohn sohne sohnes tochter tochtern mutter vater vaters eltern bruder bruders schwester schwestern ehemann ehemannes ehefrau mann mannes frau kind kinder kindern kindes baby saugling junge jungen madchen neffe neffen nichte cousin cousine oma opa grossmutter grossvater onkel
    tante freund freundin nachbar nachbarin klient klientin klienten kunde kunden kundin patient patientin mandant mandantin teilnehmer teilnehmerin schuler schulerin zwillinge verlobte verlobter verlobten partner partnerin schwager schwagerin schwiegermutter schwiegervater
    lebensgefahrte lebensgefahrtin kollege kollegin kollegen betreuer betreuerin fallmanager fallmanagerin sachbearbeiter sachbearbeiterin lehrer lehrerin berater beraterin dolmetscher dolmetscherin sprachmittler sprachmittlerin anwalt anwaltin vermieter vermieterin
    son daughter mother father brother sister husband wife child children uncle aunt cousin nephew niece boy girl friend neighbour client caseworker colleague teacher interpreter lawyer`),
);

/** The next word is a name: "namens Ali", "heißt Ali", "Name: Ali". */
export const namingWords: ReadonlySet<string> = new Set(
  list(`namens heisst heissen genannt nennt name vorname nachname familienname rufname called named geborene geb`),
);

/** Parts of family names that stand before them: "Maria da Silva", "Ben Ali", "van der Meer". */
export const nameParticles: ReadonlySet<string> = new Set(
  list(
    `da de del dela della delos den der di do dos du el al as ul la las le los van von vom zu zur ter ten y e ben bin bint bou abu abou umm ibn ould mac mc st`,
  ),
);

/** Before a person rather than before a thing without an article. */
export const personPrepositions: ReadonlySet<string> = new Set(list(`von fur mit bei an gegen durch zwischen for from with by to and`));

/** Before a noun, hardly before a name. */
export const determiners: ReadonlySet<string> = new Set(
  list(`
    der die das den dem des ein eine einen einem einer eines kein keine keinen keinem keiner mein meine meinen meinem meiner sein seine seinen seinem seiner ihr ihre ihren ihrem ihrer unser unsere unseren unserem unserer dieser diese dieses diesen diesem jeder jede jedes jeden jedem
    zum zur im am beim vom ins ans aufs furs viele vielen mehrere mehreren einige einigen alle allen beide beiden zwei drei vier funf sechs sieben acht neun zehn manche solche welche welcher ohne pro per trotz wegen
    the a an his her their its our my this that these those every each no some any`),
);

export const monthNames: readonly (readonly string[])[] = [
  ["januar", "janner", "jan", "january"],
  ["februar", "feber", "feb", "february"],
  ["marz", "mrz", "march", "mar"],
  ["april", "apr"],
  ["mai", "may"],
  ["juni", "jun", "june"],
  ["juli", "jul", "july"],
  ["august", "aug"],
  ["september", "sept", "sep"],
  ["oktober", "okt", "october", "oct"],
  ["november", "nov"],
  ["dezember", "dez", "december", "dec"],
];

/** A number after one of these is a file number. */
export const numberLabels: readonly string[] = list(`
  aktenzeichen az geschaftszeichen gz azr azr-nummer azr-nr ausweisnummer ausweis-nr passnummer pass-nr kundennummer kunden-nr bg-nummer bg-nr bedarfsgemeinschaftsnummer fallnummer fall-nr vorgangsnummer vorgang-nr versichertennummer versicherten-nr versicherungsnummer sozialversicherungsnummer
  rentenversicherungsnummer steuernummer steuer-id steueridentifikationsnummer kindergeldnummer bamf-az bamf-nr mitgliedsnummer personalnummer kontonummer konto-nr personenkennziffer seriennummer dokumentennummer dublin-az registriernummer zeichen bza fiktionsnummer auslanderzentralregister
  reference ref file-number case-number passport`);
/** What a street ends with when it is written as one word. */
export const streetEndings: readonly string[] = list(
  `strasse str weg allee gasse platz ring damm ufer chaussee steig stieg pfad hof markt berg grund park kamp wall graben brucke heide busch feld siedlung promenade`,
);
export const streetStarts: ReadonlySet<string> = new Set(
  list(`am an auf im in zum zur unter hinter vor alte alter altes neue neuer grosse kleine lange hohe obere untere`),
);
