/**
 * First and family names of many origins, written down by hand from general knowledge, without accents (see fold in rules.ts). No list is complete:
 * what is missing is found by its place in the sentence and by its letters, for which these names are the pattern. Words that are also
 * ordinary German or English words stand in `ambiguousNames`.
 */
const list = (text: string): readonly string[] => text.trim().split(/\s+/);

export const nameWords: ReadonlySet<string> = new Set([
  // Arabic: Syria, Iraq, Lebanon, Egypt, the Maghreb, Sudan, Somalia
  ...list(`
    aaliyah abbas abdallah abdelkader abdelkarim abdelrahman abderrahim abdi abdirahman abdou abdul abdulaziz abdulkadir abdulkarim abdullah abdullahi
    abdulrahman abeer abu adam adel adham adil adnan afaf ahlam ahmad ahmed ahmet aicha aida aisha akram ala alaa ali alia alya amal amani amer amin amina
    amine aminah amir amira amjad ammar amr anas anwar aref arij arwa asad ashraf asma asmaa assad assia atef aya ayat ayaan ayah ayham ayman aymen ayoub
    aziz aziza badr bahaa bashar bashir basel basem basim basma batoul bassam bayan bilal bouchra brahim bushra dalal dalia dana dania dima dina diana
    driss dua duaa eman emad eyad fadel fadi fadia fadwa fahad fahd faisal fares farah farid farida faris farouk faten fathi fathia fatiha fatima fatma
    fatimah fatoumata fawaz fawzi fawzia faysal feras fida firas fouad fuad gamal ghada ghaith ghassan ghazal ghina habib habiba hadi hadeel hadil hafsa
    haidar haider haitham hajar hakim hala halima hamad hamdi hamid hamida hamoud hamsa hamza hana hanaa hanan hani hania hanin hannan haroun hasan
    hasna hassan hassani hassane hatem haya hayat hayder haytham hedi hicham hiba hikmat hilal hind hisham huda hussam hussain hussein houda houssam
    ibrahim ibtisam idris idriss ihab ihsan ikram iman imad imane imran ines inas intisar isra israa issa ismael ismail ismahan iyad izz jaber jabir
    jafar jalal jamal jamila jamil jana jasem jasim jassim jihad jihan joud joudi jumana jumaa kadhim kamal kamel kareem karim karima kawthar kenza
    khadija khaldoun khaled khalid khalil khalifa khawla khayri kholoud khouloud kinan lama lamia lana latifa layal layan layla leen leila lilas lina
    lubna loubna louay luay lujain maher mahdi mahmoud mahmud mai majd majed majid majida malak malek malika manal manar mansour maram mariam marwa
    marwan maryam maysa maysam mazen mehdi merwan milad mina mira moayad moaz mohamad mohamed mohammad mohammed mohannad mona mounir mourad moussa
    moustafa muath mufid muhammad muhammed muhannad muna munir murad musa muslim mustafa mustapha muthanna naceur nada nader nadia nadim nadir nael
    nagham nahed nahla naima najat naji najib najla najwa nasir naser nasr nasreen nasrin nasser nawal nawaf nayef nazir nazira nermin nesrin nihad
    nidal nisreen nizar noor nora nour noura nuha nur nura omaima omar omran osama othman oumaima oussama qais qasim qusai rabab rabia rachid rachida
    rafik rafiq raghad ragheb rahaf rahim rahma raed rajaa rama ramadan rami ramia ramzi rana rand rania rasha rashed rashid rasim rawan rayan razan
    reem reham rekaya riad riham rim rima rita riyad roaa rola rouba ruba ruqaya saad saadia saba sabah sabri sabrin sadek sadiq safa safaa safia sahar
    said saida saif sajida sakina salah salam salahuddin saleem saleh salem salim salima salma salman salwa sama samah samar samer sami samia samiha
    samir samira sanaa sara sarah sari sawsan sayed shadi shadia shaimaa sham shahd shaker shakir sharif sherif shereen shirin siham sihem siwar soha
    sofian soraya souad soufiane suad suha suhaila sulaiman suleiman sultan sumaya susan taha tahani taher tahir tala talal tamam tamer tarek tareq tariq
    taim tayeb tayseer thaer thamer tuqa ubaida umar umm um usama wael wafaa wahib waleed walid waseem wasim wassim widad wiam wisam yahya yamen yara
    yaser yasin yasir yasmin yasmine yasser yassin yassine yazan younes younis youssef yusra yusuf yousef youssouf zahra zahia zain zaina zainab zaid
    zakaria zakariya zaki zayd zeinab zein zeina ziad zineb ziyad zouhair zuhair
    abboud abdo abdulhamid abdulkader abdulla aboud al-ahmad al-ali al-hassan al-hussein al-khatib al-masri alabdullah alahmad alali aldarwish alhamad
    alhasan alhassan alhussein alibrahim aljasem alkhalaf alkhaled alkhatib almasri almohammad almousa alnajjar alomar alsaleh alshami alsayed alyousef
    attar awad ayash azzam badawi bakri bakkali bakour barakat bazzi belaid ben benali benhamou benmoussa bennani bouazza bouzid boukhari chaabane
    chahine daher dakhil darwish dib diab douri elbaz elamin elhaj el-haddad elkhatib elmasri elsayed essa fadl farhat ghanem haddad hadid haj hajj hajji
    halabi hallak hamdan hamdoun hammoud hariri hashem hashimi hatoum hijazi homsi hourani idlibi ismael issawi jabbar jabbour jawad jomaa kabbani kadri
    kanaan karam kassem kassab kayali khalaf khalife khatib khoury kilani kurdi lahham mahfouz makhlouf makki malki mardini maroun masri matar mekki
    merhi mikati mouawad mousa nahas najjar najm nasrallah nassar nasri obeid odeh omari othmani qabbani qaddour qasem rahal ramadani rashidi saab
    sabbagh safadi salameh salloum sayegh shaaban shaar shahin shamsi shami sharaf sharifi shehadeh slimani sleiman sweidan tamimi taleb tawil turki
    yazbek younan zaher zahran zaidan zayat zein zeidan zoubi
    ayaan abdinasir abshir asha ayanle bile cabdi deqa dahir duale egal faduma farhiya fartun guled hawa hodan ifrah jama ladan liban mahad muna muse
    nasra nimo osman rahmo saado sagal samatar sharmarke shukri sucaad ubah warsame warsan xasan yusur zamzam`),
  // Persian and Dari, Pashto: Iran, Afghanistan; Urdu: Pakistan
  ...list(`
    abbasi abdolah afsaneh afshin ahmadi ahmadzai akbar akbari akhtar alireza alizada amanullah amini amiri arash ardalan arezoo arezu arian armin arman
    arsalan arya asadi asef asghar atefeh ayoubi azadeh azar azita azizi babak bahar bahareh bahram bahman barakzai behnam behnaz behrooz behruz behzad
    bita cyrus dariush daryoush daud davood dawood ehsan elaheh elham elnaz enayat esmail esmaeil etemadi fahim faizi farahnaz fardin farhad fariba
    farid faridullah farimah farnaz farrokh farshad farshid farzad farzana farzaneh fatemeh fazel fazli fereshta fereshteh feroz firouz firuzeh forough
    frozan ghasemi ghafoor ghani ghodrat ghorbani ghulam golnaz golshan gholam habibi habibullah hafizi haghighi haidari hakimi hamed hamidreza hamidi
    hamidullah hasani hashemi hashimi haydari heydari hedayat hedieh homa homayoun hooman hosna hossein hosseini hossain husna husseini ibrahimi idrisi
    jafari jahan jahangir jalali jalili jamshid javad javid jawid kabir kamran kambiz kamyar karimi karimullah katayoun kaveh kazemi kazim kazimi khademi
    khan khatera khorshid kiana kianoush kobra ladan laila lailuma leyla lida mahboob mahin mahmoodi mahnaz mahsa mahshid mahtab mahvash majidi maliha
    mandana mansoor marjan marzia marzieh maryam masih masoma masoud masooma masoumeh massoud masuma matin mehrab mehran mehrdad mehrnaz mehrzad mina
    minoo mirwais mirza mitra moeen mohammadi mohammadzadeh mohsen mohsin moradi morteza mousavi mozhgan mujtaba murtaza mustafavi nabi nabila nadiri
    naghmeh nahid najib najibullah narges nargis naseem naseer nasim nasima nasratullah navid nawid nazanin nazari nazi negar negin niaz nilofar niloufar
    nima noorzai noori nuri nuria omid omidi osmani padideh parisa parissa parsa parvaneh parvin parwana parwin pari parviz payam payman pedram pejman
    peyman pouria pouya qadir qaderi qasimi rahimi rahimullah rahmani rahmat rahmatullah ramin rasouli rasuli rezai rezaei reza rezaie rohullah roksana
    romina roshan roya rostam roxana rustam saber sadaf sadat sadeghi sadiqi saeed saeid saeedi safari safi saghar sahel saifullah sajad sajjad
    salehi salimi saman samaneh samim samira sanam sara sardar sarwar sayed sayeda sediq sediqi sepideh setareh shabnam shafi shafiq shafiqa shahab
    shahin shahla shahnaz shahram shahrzad shahriar shakib shakila shams shamsia shapoor sharifi shayan sherin shima shirin shirzad shokoufeh shoaib
    shukria simin sina soheila sohrab soltani sonia soraya stanekzai sulaimankhel tahereh tahmina tahmineh taheri taraneh tayebi timor wahid wahida wali
    wardak wazir yaqub yalda yama yasaman yazdani yosufi yousefi yousefzai yusufi zabi zabihullah zadeh zahed zaher zahir zahra zaki zakia zalmai zarghona
    zarifa zeba ziba zohra zohreh zubair zulfiqar
    adeel afzal aisha anjum arshad asif aslam atif awais ayesha azhar bano begum bhatti bibi butt chaudhry cheema faiza farooq farrukh fatima fozia gul
    hina humaira iffat iftikhar imtiaz iqbal irfan ishaq jamshed junaid kashif khalida khurram kiran kousar maqsood mehmood mehwish mirza mubashir mumtaz
    nadeem naeem naheed nasreen naveed nazia nosheen parveen qureshi rabia raja rehman rizwan rubina sadia saima sajid sana shabana shabbir shahbaz shahid
    shahzad shaista shazia sheikh siddiqui sidra sobia sohail sumaira tahira tanveer tanzeela tasneem tauseef tayyaba uzma waqar waqas yasmeen zahid zeeshan`),
  // Turkish, Kurdish, Azeri
  ...list(`
    abdurrahman adem ahmet akin alev ali alper arda arif arzu asli asiye asuman atakan ates aydin aydan aylin ayla aynur ayse aysegul aysel aysun ayten
    azra aziz baran baris batuhan bayram begum behiye bekir belgin belma berat beren berfin berkan berk berkay beril betul beyza bilge birgul birsen bora
    buket bulent burak burcu busra can canan caner cansu cem cemal cemil cemile cemre ceren cetin cevdet ceyda cigdem cihan cihat cinar coskun damla defne
    demet deniz derya devrim dilan dilara dilek dogan dogukan duygu ebru ecem ece eda edanur efe ege ekin ekrem ela elanur elif emel emin emine emir emrah
    emre enes engin ercan erdal erdem erdogan eren erhan erkan erol ersin ertan ertugrul esin esma esra evren eylul eymen eyup fadime fahri faruk fatih
    fatma fatmanur ferhat feride ferit feyza fidan figen filiz firat funda furkan gamze gizem gokce gokhan goksel gonca gonul gul gulay gulbahar gulcan
    gulhan gulizar gulsah gulsen gulten gulsum gulnur gunay guner gunes gurkan guven hacer hakan haktan halil halide halime hamdi handan hande harun
    hasan hatice havva haydar hayriye hediye hikmet hilal hulya huseyin hurriyet huriye ibrahim idil ihsan ilayda ilhan ilker ilknur inci ipek irem
    irfan isa ismail ismet izzet kaan kadir kadriye kazim kemal kenan kerem kerim koray kubra kursat lale latife levent leyla mahir mahmut mehmet
    mehtap melahat melda melek meliha melih melike melis melisa meltem memduh meral merih mert merve meryem mesut metehan metin mevlut mine miray mirac
    mucahit muharrem muhammet muhittin mukaddes murat musa mustafa muzaffer nagihan naime nalan naz nazan nazim nazli nazmiye necati necla necmettin nehir
    nermin neriman nese neslihan nesrin nevin nevzat nihal nihan nihat nilay nilgun nilufer nimet niyazi nuran nuray nurcan nurettin nurgul nurhan nurhayat
    nuri nuriye nurten oguz oguzhan okan oktay omer onur orhan osman oya ozan ozge ozgur ozlem perihan pelin peri pinar polat rabia ramazan recep refik
    remzi resul riza ruhi ruzgar sabri sabriye sadik safiye sait salih saliha sati savas seda sedat sedef seher selahattin selami selda selen selim selin
    selma selman semih semiha semra senay sema serap sercan serdar serhat serkan serpil servet sevda sevgi sevil sevilay sevim sevinc seyhan sezen sezer
    sezgin sibel sinan sinem songul suat sule suleyman sultan sumeyye suna suheyla tamer taner tansu tarik taylan temel tevfik tolga tugba tugce tulay
    tulin tuncay tuncer turan turgay turgut turkan tuna ufuk ugur umit umut utku vedat veli veysel volkan yagmur yakup yaren yasar yasemin yasin yavuz
    yigit yilmaz yonca yunus yusuf zafer zehra zekeriya zekiye zeliha zerrin zeynep ziya zubeyde zuhal zulfiye
    acar akbas akbulut akcay akdemir akdogan akgul akin akkaya akkus akman aksoy aksu aktas akyol akyuz albayrak altin altun altintas altuntas aras
    arikan arslan asik aslan atalay atas avci ay ayaz aydogan aydin aygun ayhan baykal balci basaran basar bayrak bayraktar bektas bilgic bilgin bozkurt
    bulut bulbul cakir cakmak can canpolat celik cetin cetinkaya cevik cinar coban colak coskun dag demir demirbas demircan demirci demirel demirtas
    demirkan demiroglu deniz dogan duman dundar duran durmaz durmus duzgun eker ekici ekinci elmas er erbas erdogan eren ergin ergun eroglu ersoy ertas
    ertekin ertugrul genc gok gokce gokmen guclu gul guler gultekin gumus gunaydin gundogdu gunduz gunes gungor guney gur gurbuz gursoy guven guzel
    ilhan inan ince isik kahraman kalkan kandemir kaplan kara karaaslan karabulut karaca karadag karadeniz karahan karakaya karakas karakoc karakurt
    karaman karatas kartal kavak kaya kayhan keles keskin kilic kilinc kirac koc kocak kocaman kose koyuncu kurt kurtulus kus kutlu kucuk macit mutlu
    oksuz oguz okumus onal oner oral ors oz ozbek ozcan ozdemir ozel ozen ozer ozgur ozkan ozkaya ozmen ozsoy ozturk ozyurt pala peker pehlivan
    polat sagir sahin sari sarikaya sarioglu sen sener sengul senol senturk sezer simsek sonmez soylu soysal sumer tan tanriverdi tas tasci tasdemir taskin
    tastan tekin temiz temel tezcan tok toprak topal topcu tosun tuna tuncel turan turgut turhan turk turkmen tutar ucar uckan ulusoy unal unlu usta ustun
    uyar uygun uysal uzun varol yalcin yaman yavuz yazici yener yesil yigit yildirim yildiz yilmaz yoldas yorulmaz yucel yuksel yurt zengin
    agit agri azad bahoz ber beritan berivan besir birhat botan bozan bro cano ciya ciwan cudi delal delil dijwar dilan dildar dilges diyar evin ezda
    ferhad firat gule gulistan havin hejar helin heval hevin hiwa jan jiyan jin jinda kawa khalaf khalat kurdo leyla lorin mazlum medya mem mirza mizgin
    narin nalin newroz nisti perwin rebin rebar rohat rojda rojhat rojin roni ronahi ruken sarya serhad servan sherko shilan siyamend soran viyan xezal
    xelat zaniar zelal zerya zilan zinar zozan
    aliyev aliyeva aynur elchin elnur elvin fidan guliyev gunel gulnar hasanov hasanova huseynov ibrahimov ismayilov kamran konul leyla mammadov mammadova
    nigar orkhan parviz rashad rauf rovshan samir sevinj tural turgut vugar vusal zaur`),
  // Ukrainian, Russian, Belarusian
  ...list(`
    aleksandr aleksandra aleksei aleksey alena alesya alexander alexandra alexei alexey alina alla alyona anastasia anastasiia anastasija anastasiya
    anatoli anatolii anatoly andrei andrej andrey andrii andriy anna antonina anton arina arkadi artem artjom artur bogdan bohdan bohdana borys boris
    daria darina daryna dariia dasha denis denys diana dina dmitri dmitrij dmitry dmytro ekaterina elena elina elizaveta eugenia evelina evgeni evgenia
    evgeny fedir fedor galina gennadi gennady georgi georgiy gleb grigori hanna halyna hryhorii igor ihor ilja illia ilya inessa inna ira irina iryna
    ivan ivanka jana jaroslav jekaterina jelena jevgeni juri julia julija karina kateryna katerina katja khrystyna kira kirill kostiantyn konstantin ksenia
    kyrylo lada larisa larysa lena leonid lesia lev lida lidia lidiya liliia liliya ljudmila ljubov lubov liubov ludmila ludmyla lyubov lyudmila lyudmyla
    makar maksim maksym marharyta margarita maria mariia mariya marina marija mark maryna masha matvii maxim melania mikhail miroslav mykhailo mykola
    mykyta nadezhda nadia nadiia natalia nataliia nataliya natalja natalya natasha nazar nika nikita nikolai nikolaj nikolay nina oksana oleg oleh oleksandr
    oleksandra oleksii oleksiy olena olenka olesia olesya olga olha orest ostap pavel pavlo petro pjotr pyotr polina rita roman rostyslav ruslan ruslana
    sascha semen serafim serhii serhiy sergei sergej sergey slava snezhana sofia sofiia solomiia sonja stanislav stas stepan svetlana svitlana sviatoslav
    swetlana taisiia tamara taras tatiana tatjana tatyana tetiana tetyana timofei tymofii tymur timur vadim vadym valentin valentina valentyna valeri
    valeria valerii valeriy valery varvara vasili vasily vasyl vasylyna vera vira veronika viacheslav victoria viktor viktoria viktoriia viktorija vitali
    vitalii vitaliy vitaly vlad vlada vladimir vladislav vladyslav volodymyr vsevolod wjatscheslaw wladimir yana yaroslav yaroslava yegor yehor yelena
    yelyzaveta yevhen yevhenii yevheniia yulia yuliia yuliya yurii yuri yuriy yury zakhar zhanna zinaida zlata zoja zoya
    abramov abramova afanasiev alekseev alekseeva andreev andreeva antonov antonova babenko baranov baranova belov belova bilyk bogdanov boiko bondar
    bondarenko bondarchuk borisov borisova boyko bubka chernenko chernov chornyi danylchuk danilov davydenko demchenko didenko dmitriev doroshenko
    dovzhenko dubenko dzyuba egorov fedorenko fedorov fedorova filatov frolov gavrilov gerasimov golovko goncharenko grigoriev gusev haidai halushka havrylenko
    hlushchenko holub honchar honcharenko honcharuk horbachenko hrytsenko hryhorenko ilyin ivanchenko ivanenko ivaniuk ivanov ivanova kalashnyk karpenko
    karpov kharchenko khomenko kiselev klymenko kolesnik kolesnyk komarov koval kovalchuk kovalenko kovalev kovaliov kovtun kozlov kozlova kravchenko
    kravchuk kravets krylov kuchma kulik kulyk kushnir kuzmenko kuzmin kuznetsov kuznetsova lazarenko lebedev lebedeva leonov levchenko lukashenko
    lysenko lytvyn lytvynenko makarenko makarov maksimov malyshev marchenko martynenko martynov martyniuk matveev mazur medvedev melnik melnyk
    melnychuk mironov moroz morozov morozova moskalenko nazarenko nechyporenko nikitin nikolaev novikov novikova oliynyk onyshchenko orlov orlova osypenko
    ostapenko panasenko panchenko pavlenko pavlov pavlova pavliuk petrenko petrov petrova poliakov polishchuk ponomarenko popov popova popovych prykhodko
    pylypenko romanenko romaniuk romanov rudenko savchenko savchuk semenov semenova semenenko serdiuk sergeev shapovalov shevchenko shevchuk shulha sidorenko
    sidorov sirenko smirnov smirnova sokolov sokolova sorokin stepanenko stepanov stetsenko sydorenko tarasenko tarasov tereshchenko timchenko tkach
    tkachenko tkachuk titov tsvetkov tymchenko vasilenko vasilev vasiliev vasylenko vlasenko vlasov volkov volkova voloshyn voronov vorobiov yakovenko
    yakovlev yaremchuk yatsenko yefimov yermolenko yurchenko zaitsev zakharchenko zakharov zelenskyi zhuk zhukov zinchenko zubkov`),
  // Polish, Czech, Slovak, Romanian, Bulgarian, Hungarian, the Balkans, Albanian, Greek, Romani
  ...list(`
    agata agnieszka aleksandra alicja andrzej anita arkadiusz artur barbara bartek bartlomiej bartosz beata bogumila bogdan bozena cezary czeslaw damian
    danuta dariusz dawid dorota edyta elzbieta ewa ewelina filip franciszek grazyna grzegorz halina hanna helena henryk hubert iga irena iwona izabela
    jacek jadwiga jakub jan janina janusz jaroslaw jaroslawa jerzy joanna jolanta jozef julita justyna kacper kamil karol karolina kasia katarzyna kazimierz
    kinga klaudia krystian krystyna krzysztof lech leszek lukasz maciej magda magdalena malgorzata marcin marek mariola mariusz marta mateusz michal
    mieczyslaw mikolaj milena miroslaw monika natalia norbert oliwia patrycja patryk pawel piotr przemyslaw rafal renata robert roksana ryszard sabina
    sebastian slawomir stanislaw sylwia szymon tadeusz teresa tomasz urszula waldemar wanda weronika wieslaw wieslawa wiktor wiktoria witold wladyslaw
    wlodzimierz wojciech zbigniew zdzislaw zofia zuzanna zygmunt
    adamczyk andrzejewski baranowski bielski blaszczyk borkowski chmielewski cieslak czajkowski czarnecki dabrowska dabrowski domanski duda dudek gajewski
    glowacki gorski grabowska grabowski jablonski jakubowski jankowski jasinski jaworski kaczmarek kaczmarczyk kalinowski kaminska kaminski kowal kowalczyk
    kowalewski kowalska kowalski kozlowska kozlowski krajewski krawczyk krol kubiak kucharski kwiatkowska kwiatkowski lewandowska lewandowski lis maciejewski
    majewski makowski malinowski marciniak michalak michalski mroz nowacki nowak nowakowski nowicki olszewski ostrowski pawlak pawlowski pietrzak
    piotrowski przybylski rutkowski sadowski sawicki sikora sikorski sobczak sokolowski stepien szczepanski szewczyk szulc szymanski szymczak tomaszewski
    urbanski walczak wasilewski wieczorek wilk wisniewska wisniewski witkowski wlodarczyk wojciechowski wojcik wozniak wrobel wroblewski wysocki zajac
    zakrzewski zalewski zawadzki zielinska zielinski ziolkowski
    adela adrian adriana alex alexandru alin alina ana anamaria anca andra andreea andrei anisoara bogdan catalin catalina ciprian claudia claudiu constanta
    constantin corina cornel cornelia cosmin cristi cristian cristina dan daniela danut denisa diana doina dorin dorina dragos dumitru ecaterina elena
    eugen felicia florea florentina florica florin flavius gabi gabriel gabriela georgeta georgiana gheorghe gica iancu ileana ilie ioan ioana ion ionel
    ionela ionut irina iulia iulian laura laurentiu lavinia lenuta liliana liviu loredana lucian luminita madalina magdalena manuela maricica marian mariana
    marin marinela marius mihaela mihai mihail mirela mircea monica nadia nicoleta nicolae nicusor octavian oana olimpia ovidiu paul petru petronela radu
    raluca ramona razvan rodica roxana ruxandra sanda silvia silviu simona sorin sorina stefan stefania teodor teodora tiberiu traian tudor valentina
    vasile vasilica veronica victor viorel viorica virgil vlad zamfira
    albu anghel apostol avram balan barbu bucur chiriac ciobanu cojocaru constantinescu cozma craciun cristea dinu dobre dragomir dumitrescu dumitru dinca
    enache filip florea gavrila georgescu gheorghe grigore iacob ignat ilie ionescu iordache ispas lungu lupu luca manea manole marin marinescu matei mihai
    mihalache miron mocanu moldovan moldoveanu munteanu muntean neagu nedelcu negru nica nistor nicolescu olaru oprea paraschiv pavel petrescu pop popa
    popescu preda radu radulescu rosu rotaru rusu sandu sava serban simion stan stanciu stefan stoian stoica suciu tanase toma tudose tudor ungureanu ursu
    vasile vasilescu vlad voicu voinea zaharia
    angel angelova anelia asen assen atanas biser blagovest bogomil boyan boyka borislav borislava daniela denitsa desislava dimitar dimitrova dimitrov
    elitsa emil emilia galya gergana georgi georgiev georgieva hristo hristov hristova ilian iliana iliev ilieva iskra iva ivailo ivaylo ivanka ivelin ivo
    kalin kalina kalinka kamen kiril kostadin krasimir krasimira lyubomir lyuben marinov marinova mihaylov milen miroslava mitko nedyalko nikolov nikolova
    nikolay ognyan pavlina penka petar petko petkov petkova petya plamen radka radoslav radost rositsa rosen rumen rumyana rumjana sashka silviya simeon
    snezhana spas stamen stanimir stefka stoyan stoyanov stoyanova svetla svetoslav svilen todor todorov todorova tsvetan tsvetelina tsvetanka vanya
    vasil vasilev velichka velislav ventsislav veselin veselina vesela yanko yordan yordanka yordanov yordanova zdravko zhivka zhivko
    attila balazs balint bence csaba csilla dezso edit eniko erzsebet eszter ferenc gabor geza gergo gyorgy gyula hajnal ildiko ilona imre istvan janos
    jozsef judit julianna kalman katalin kristof krisztina lajos laszlo lorand maria marton matyas miklos noemi orsolya peter piroska reka sandor sarolta
    szabolcs szilvia tamas tibor timea tunde vilmos viktoria zoltan zsolt zsofia zsuzsa zsuzsanna
    balogh bodnar bogdan farkas feher fekete fodor gal gulyas hegedus horvath jakab juhasz katona kelemen kiraly kis kiss kocsis kovacs lakatos lukacs
    magyar major meszaros molnar nagy nemeth olah orban oros orsos pal papp pinter racz sandor simon somogyi soos szabo szalai szekely szilagyi szucs takacs
    toth varga vass vincze virag voros
    admir adnan aida ajla aleksandar alen alma almir amar amela amra anel anela anica ante antonija armin arnela azra biljana bojan bojana borislav boro
    bosko branimir branislav branka branko dalibor damir danijel danijela danilo dario darko dejan dejana dino dragan dragana drago dragica drazen dubravka
    dusan dusko edin edina edita edvin elma elmedin elvedin elvir elvira elvis emina emir enver ermin ervin faruk fikret goran gordana haris hasna hrvoje
    igor irma ivana ivica jadranka jasmin jasmina jelena jovan jovana jozo kemal kristijan ksenija lejla ljiljana ljubica ljubo luka maja marijana marijan
    marina mario marko mate mato melisa merima merisa mersad mevlida milan milana milena milica milos milorad miodrag mirela mirjana mirko miroslav mirsad
    mirsada mirza mladen momir muamer muhamed munira natasa nebojsa nedzad nemanja nenad nermina nevena nihad nikola nikolina nina novak ognjen olivera
    ozren pero petar predrag radmila radovan rade rajko rasim ratko remzija ruza sabina safet sabahudin sanela sanja sanel sasa sead sejla selma semir senad
    senada sinisa slavica slavko slavoljub slobodan slobodanka smilja snezana sonja stana stefan stipe stevan suada sulejman suljo suzana svetlana tanja
    tatjana tea tihana tihomir tijana tomislav uros vahid valentina vanja vedad vedran vera vesna viktorija vjekoslav vladan vlado vlatka vojislav vuk
    zdenka zdenko zdravko zlatan zlatko zoran zorica zrinka zvonimir zvonko zeljka zeljko
    alic avdic babic bajric balic banovic baric begic begovic bikic bilic blazevic bosnjak bozic brkic cosic cvetkovic delic djordjevic dordevic dragic dzeko
    filipovic grgic grubisic gavric hadzic halilovic hasanovic hodzic horvat huskic ibisevic ibrahimovic ilic ivankovic ivanovic ivic jankovic jovanovic
    jovic juric jukic karic knezevic kostic kovac kovacevic kovacic krasnic kralj lazic lovric lukic maric marinkovic markovic martic matic mehic mehmedovic
    mihajlovic mikic milic milosevic mitrovic muratovic mujic mustafic nikolic novak novakovic obradovic omerovic osmanovic pavic pavlovic pejic peric perkovic
    petrovic popovic radic radovic rakic ramic ristic saric savic selimovic simic sisic smajic spahic stankovic stojanovic stojkovic sulejmanovic suljic
    tadic tomic tosic vasic vidovic vuckovic vukovic zec zivkovic zukic
    agim agron ajete albana alban albert albulena aleksander altin alush anila arben ardian ardit arian arjeta arlinda armend arta artan astrit avdi avni
    azem bajram bardh bashkim behar bekim berat besa besart besim besnik blerim blerina blerta blerton bujar burim dardan diellza donjeta drilon driton drita
    edona egzon elira elona endrit enkela erblin ermal ermira eriona faton fatmir fatime ferdinand fikrete fisnik flaka flamur fatbardh florent flutura
    gentian gjergj gezim granit hajdin hajredin hamdi hashim ilir ilirjana imer isuf jeton jetmir kaltrina kastriot kujtim kreshnik kushtrim labinot lavdim
    leonora leutrim liridon lirije lindita lulzim luan lumnije lumturije majlinda manushaqe mentor merita mimoza mirjeta muhamet naim naser nazmije nexhmedin
    nexhmije ndrek nora orges pellumb petrit qamil qendrim rexhep rifat rinor rrahman rrezarta sadri sali sami sanije selvije shaban shefqet shemsi
    shkelzen shkumbin shpend shpresa shqipe skender sokol suela taulant teuta tomorr urim valdete valdrin valmir valon valbona vera veton vjollca vlora
    xhavit xhemajl xhemile xhevahire xhevdet ylber yllka zana zef zenel zylfije
    ahmeti aliu avdiu bajrami bajraktari basha beqiri berisha bislimi bytyqi dervishi elezi elshani fazliu ferizi gashi gjoka gjini halili haliti hasani haxhiu
    hoti hoxha hyseni ibishi islami ismaili jashari kabashi kelmendi kastrati krasniqi krasnici kryeziu kurti leka limani lleshi loshi maliqi maloku marku
    meta mehmeti memeti mehmedi morina muja musliu mustafa osmani pacolli pllana prela preniqi prenga qerimi rama ramadani rexhepi rrustemi sadiku salihu
    sejdiu selimi shabani shala shehu shkreli sokoli spahiu syla syla tahiri thaci thaqi uka veliu xhaferi zeka zeqiri zogaj zymeri
    adamantia anastasios anastasia andreas angeliki antonis apostolos aristidis athanasios charalambos chrysoula despina dimitra dimitrios dionysios
    efthymia eirini eleni emmanouil evangelia evangelos fotini fotis georgia georgios giannis giorgos ioannis ioanna kalliopi katerina konstantina konstantinos
    kostas kyriaki kyriakos lambros leonidas maria michail nikolaos nikos panagiotis panagiota paraskevi pavlos petros sofia sotirios spyridon spyros
    stavros stella stylianos theodora theodoros thomas vasileios vasiliki vassilis yannis zoi
    alexiou angelopoulos antoniou athanasiou christodoulou dimitriadis dimopoulos economou georgiadis georgiou ioannidis ioannou karagiannis kostopoulos
    konstantinidis makris nikolaidis nikolaou oikonomou papadakis papadopoulos papadopoulou papageorgiou pappas pavlidis petridis samaras theodorou tsakiris
    tsipras vasileiou vlachos
    adamova barbora blanka bohumil bozena cermak dagmar dvorak dvorakova eliska hana havel horak horakova hruska ivana jaroslava jindrich jiri jitka kamila
    karel katerina klara kovarik krejci kucera kucerova ladislav lenka libor lucie ludek lukas marketa martina milada milos miloslav milus nemec novakova novotna
    novotny olga ondrej pavla petra pokorny premysl prochazka radek radim rudolf ruzena sarka simona stanislav svoboda svobodova tereza tomas vaclav vaclava
    vesely vladimir vlasta vojtech zdenek zuzana`),
  // German, and common in German-speaking countries
  ...list(`
    achim adalbert adelheid adolf agathe agnes albert albrecht alexander alfons alfred alice alois amelie andrea andreas anja anke ann anna annabell anne
    annegret anneliese annemarie annette annika anton antonia arne arnold arthur astrid august axel babette barbara bastian beate beatrix ben benedikt
    benjamin benno bernadette bernd bernhard bert berta bertram bettina bianca birgit birte bjoern bjorn bodo brigitte britta bruno burkhard carina carl carla
    carlotta carmen carolin caroline carsten cathrin charlotte christa christel christian christiane christina christine christof christoph claudia claus
    clemens cora cordula corinna cornelia dagmar daniel daniela david denise dennis detlef diana dieter dietmar dietrich dirk dominik doreen doris dorothea
    dorothee eberhard eckhard edeltraud edgar edith eduard egon elfriede elias elisabeth elke ella ellen elmar elsa elvira emil emilia emily emma
    erhard erich erik erika ernst erwin eugen eva evelyn fabian felix ferdinand finn florian frank franz franziska frauke frederik frederike frida fridolin
    friedhelm friedrich frieda friederike fritz gabriele georg gerald gerd gerda gerhard gerlinde gernot gertrud gisela greta gregor gudrun guenter guenther
    gunter gunther guido gunnar gustav hannah hannelore hannes hans harald hartmut hedwig heide heidemarie heidi heike heiko heiner heinrich heinz
    helene helga hella helmut henning henriette henrik henry herbert hermann herta hilda hilde hildegard hinrich holger horst hubert hugo ida ilka ilona ilse
    imke ina ines inga inge ingeborg ingo ingrid irene irina iris irmgard isabel isabell isabella jakob jan jana janina jannik jannis jasmin jens jessica
    joachim joerg jorg johann johanna johannes jonas jonathan josef josefine joseph jost juergen jurgen judith julia julian juliane julius justin justus jutta
    kai karin karina karl karla karlheinz karoline karsten katharina kathrin katja katrin kay kerstin kevin kilian kirsten klara klaus konrad konstantin
    konstanze kordula kristian kristin kristina kurt lara larissa lars laura laurenz lea lena lennart leo leon leonard leonie leopold levin levi liam liane
    liesel lieselotte lilli lilly linda linus lisa lisbeth lorenz lothar lotta lotte louis louisa louise luca lucas lucia luis luisa luise lukas lutz lydia
    magda magdalena maike maja malte mandy manfred manuel manuela marc marcel marco marcus mareike maren margarete margit margot margret maria marianne
    marie marina mario marion markus marlene marlies martha martin martina marvin mathias mathilda matthias maurice max maximilian mechthild meike melanie
    merle mia michael michaela michelle mike mila milan mirco miriam mirjam mona monika moritz nadine nadja natalie natascha nele nico nicola nicolas nicole
    niklas niko nils nina noah norbert olaf ole oliver oscar oskar otto pascal patricia patrick paul paula pauline peter petra philip philipp phillip pia
    rainer ralf ralph ramona raphael rebecca regina regine reiner reinhard reinhold renate rene ricarda richard rita robert robin roland rolf romy ronald
    ronny rosa rosemarie roswitha rudi rudolf ruediger ruth sabine sabrina samuel sandra sara sarah saskia sebastian selina siegfried siegmar sigrid silke
    silvana silvia simon simone sina sofia sonja sophia sophie stefan stefanie steffen stella stephan stephanie steven susanne susanna svea sven svenja sylvia
    tabea tamara tanja tatjana theo theodor theresa therese thomas thorben thorsten tilman till tim timo tina tobias tom toni torben torsten traute udo ulf
    uli ulla ulrich ulrike ursula urte ute uwe valentin valerie vanessa vera verena veronika viktor viktoria vincent viola volker volkmar waldemar walter
    waltraud wencke wendelin werner wibke wilfried wilhelm wilhelmina wilma willi willy winfried wiebke wolfgang yannick yvonne
    adler ahrens albers albrecht altmann appel arndt arnold auer bachmann bader bahr barth bartels barthel bauer baumann baumgartner becker beckmann behrendt
    behrens bender berger bergmann berndt bertram beyer binder bischoff bluhm bohm bolte borchert born brand brandt braun breuer brinkmann brockmann bruckner
    brunner buchholz buchner buckmann burger burkhardt busch buttner carstens christ claussen conrad decker diehl dietrich dietz doering dorn dreher drescher
    ebel eberhardt ebert eckert eder ehlers eichhorn engel engelhardt engelmann erdmann erhardt ernst esser falk feldmann fiedler fink fischer fleischer forster
    franke frankel freitag freund frey friedrich fritsch froehlich frolich fuchs funke gebhardt geiger geisler gerlach giese glaser goebel gotz graf greiner
    grimm gross gruber gunther haas haase hagen hahn hamann hammer hansen hanke hartmann hartwig hauser heck heil heim heine heinemann heinrich heinze held
    heller hempel hennig henning hentschel herbst hermann herold herrmann herzog hess hesse heuer hildebrandt hiller hinz hirsch hoff hofer hoffmann
    hofmann hohmann holz horn huber hubner huth jacob jacobi jacobs jager jaeger jahn jahnke janssen jansen janzen john jordan jost jung junker kaiser karl
    kaufmann keil keller kern kessler kirchner kirsch klaus klein kling klose kluge knoll knopp koch kohl kohler koehler kohn konig koenig konrad kopp
    korner koester kraft kramer kraus krause krauss krebs kremer kretschmer kroger kroll kruger krueger kruse kuhl kuhlmann kuhn kuhne kuehn kunz kunze
    kurz lang lange langer lauer lehmann leitner lenz lindemann lindner link linke loffler lohmann lorenz ludwig luders ludtke lutz maier marquardt martens
    marx mayer mayr meier meister meisner menzel mertens merz metzger meyer michaelis michel miller mohr moller moeller moritz moser muhlbauer muller mueller
    munch naumann nagel neubauer neubert neuhaus neumann niemann niemeyer noack nolte noll oertel opitz oswald ott otte otto pape paul paulus peters
    petersen petzold pfeifer pfeiffer philipp pieper pohl popp prinz probst raabe rapp rau reich reichel reichert reimann reimers reinhardt reiter
    renner reuter richter rieger ritter robbecke roder rohde rose rosenberg rosenthal roth rothe rudolph rupp ruppert sander sauer schade schafer schaefer
    schaller scheffler schenk scherer schiller schilling schindler schlegel schlosser schlueter schluter schmid schmidt schmitt schmitz schneider scholl
    scholz schon schott schrader schramm schreiber schreiner schroder schroeder schroter schubert schuler schulte schultz schultze schulz schulze schumacher
    schumann schuster schutte schutz schwab schwarz schweizer seidel seifert seiler seitz siebert siegel sievers simon singer sommer sonntag specht springer
    stadler stahl stark steffen steffens stein steinbach steiner steinert stephan stock stoll straub strauss strobel stumpf sturm suss tegtmeier thiel
    thiele thieme thoma tillmann timm uhlig ullrich ulrich unger urban vetter voelker vogel vogt voigt vollmer vos voss wagner walter walther weber wegener
    wegner weigel weiss weidner wendt wenzel werner wessel westphal wetzel wieland wiese wiesner wilhelm wilke will wimmer winkler winter wirth witt witte
    wittmann woelk wolf wolff wolfram wolter wolters wulf wunderlich wurm zander zeller ziegler zielke zimmer zimmermann mustermann musterfrau`),
  // Western and southern Europe, the Americas
  ...list(`
    adele adelaide adolfo adriano agostino alain alba alberto aldo alejandra alejandro alessandra alessandro alessia alessio alexandre alfonso alfredo alicia
    alison alma alvaro amanda ambra amelia amparo amy ana anabela andre angela angelica angelo angie anthony antoine antonella antonio aria ariana armando
    arturo ashley aurelie aurelio aurora barbara beatrice beatriz benedetta benoit bernardo bethany blanca brandon brenda brian bruna camila camilla camille
    carla carlo carlos carlota carmela carolina catarina catherine cecilia cedric celia celine cesar chantal charles chiara chloe christelle christophe
    claire clara clarissa claudio clement concetta consuelo corrado cristiano cristobal cynthia daisy damien danilo davide deborah delphine diego dolores
    domenico dominique donatella donna dylan edoardo eduardo eleonora elisa elisabetta elodie eloise emanuela emanuele emilio emiliano emilie enrico enrique
    enzo ernesto esteban estefania estela estelle esther etienne eugenio eva fabien fabio fabiola fabrice fabrizio fausto federica federico felipe fernanda
    fernando filipa filippo fiona flavia flavio florence francesca francesco francisca francisco francois francoise gabriele gaetano gael gemma geoffrey
    george gerard gerardo giacomo giada gianluca gianni gina giorgia giorgio giovanna giovanni giulia giuliana giulio giuseppe giuseppina gloria gonzalo
    graca grace gracia graziella guadalupe guglielmo guilherme guillaume guillermo gustavo hannah harry hector helena heloise henrique hernan hugo ignacio
    ilaria ingrid isabelle isaac ivan jack jacqueline jacques jaime james janet javier jean jeanne jennifer jeremy jerome jesus jimena joana joao joaquin john
    jorge jose josefa joseph joshua josue juan juana jules julie julien julieta julio karen karine kelly laetitia leandro leonardo leticia lionel lola
    lorena lorenzo lourdes luana luca luciana luciano lucie lucio ludovic ludovica luigi luisa luiz lurdes madeleine manoel manon marcela marcella marcello
    marcelo marcia marcio margaux margherita mariangela maribel maricel mariella marisa marisol marta martine massimo mathieu matilde matteo maurizio
    mauro mauricio maxime mercedes michele miguel milagros mireille mirella monica monique morgane myriam nathalie nathan nelson nestor nicola nicolo nicolas
    noelia nuno octavio odile olivia olivier orlando oscar pablo paola paolo pasquale patricio pedro penelope philippe pierre pietro pilar primo quentin
    raffaele rafael rafaela raimundo ramiro ramon raquel raul raymond regis remi renato rene ricardo riccardo rita roberta roberto rocio rodolfo rodrigo
    rogelio romain romina rosalia rosanna rosario rosaria roberta ruben ruy salvador salvatore samuele sandrine santiago santos sergio severine silvio
    simone sofie solange stefania stefano stephane sylvain sylvie tania telma thais theo thierry tiago tito tommaso tristan ugo valentino valeria valerio
    vanda vicente victor vincenzo vittoria vittorio viviana vitor wagner walter xavier ximena yolanda yves yvette
    abreu aguilar alonso almeida alvarez alves amato araujo arias avila azevedo barbieri barbosa barros bautista benitez bernard bertrand bianchi blanco
    bonnet borges bruno brito cabral cabrera calderon campos cardoso carrasco carvalho castillo castro caruso chavez coelho colombo conti contreras correia
    cortes cortez costa cruz cunha delgado diaz dias dominguez dubois dupont durand esposito estrada faria fernandes fernandez ferrara ferrari ferreira
    ferrer figueroa flores fonseca fontana fournier freitas fuentes gallego gallo garcia garrido giordano girard gomes gomez goncalves gonzales gonzalez
    greco guerrero guerra gutierrez guzman hernandez herrera ibanez iglesias jimenez juarez lambert leclerc lefebvre leone leroy lima lombardi lopes lopez
    lorenzo lozano machado magalhaes mancini marchetti mariani marini marques marquez martinez martins matos medina melo mendes mendez mendoza mendonca
    miranda molina monteiro montero mora morales moreau moreira morel moreno moretti moura munoz nascimento navarro neves nogueira nunes nunez oliveira
    ortega ortiz pacheco padilla pellegrini pena peralta pereira perez petit pinheiro pinto pires ponce prieto quintero ramirez ramos rangel reis reyes
    ribeiro ricci riva rinaldi rios rivera rizzo robles rocha rodrigues rodriguez rojas roman romano romero rosario rossi rousseau roux rubio ruiz russo
    sanchez sanna santana santiago santoro santos sanz serra serrano silva simoes soares sosa sousa soto souza suarez tavares teixeira testa torres valdez
    valente varela vargas vasquez vazquez vega velasco vera vidal vieira villa villanueva vincent vitale zamora
    anderson andersen andersson baker bakker bell bennett brooks brown campbell carter clark collins cooper davies davis de-vries edwards evans eriksson
    fitzgerald foster gonzales gray green griffin hall hansson harris harrison henderson hill hughes jackson janssens jenkins jensen johansen johansson johnson
    jones karlsson kelly larsen larsson lee lewis lopez martin mcdonald mitchell moore morgan morris mulder murphy murray nelson nielsen nilsson olsen olsson
    parker patterson pedersen peeters perry phillips powell price reed richardson roberts robinson rogers ross russell sanders scott simmons smit smith
    sorensen stewart sullivan svensson taylor thompson thomson turner visser walker ward washington watson white williams wilson wood wright young`),
  // Africa south of the Sahara: Eritrea, Ethiopia, Nigeria, Ghana, Guinea, Cameroon, Congo and neighbours
  ...list(`
    abeba abebe abel abera abraha abraham abrehet addis adey adiam afeworki aklilu alem alemayehu alemtsehay almaz amanuel ambachew amare asefa asfaw asgedom
    asmara asmeret aster awet ayana bahta bahlbi bereket berhane berhe biniam biniyam birhan birtukan bisrat brhane bruk dagmawit daniel dawit debesay
    dejen dereje desta embet ermias eyasu eyob eyerusalem feben fesseha fikadu fikre fikru fiori fitsum freweini fthawi gebre gebrehiwet gebremariam
    gebremedhin gebremeskel gebreselassie genet gerezgiher getachew ghebremedhin ghide ghirmay girma girmay goitom hadas hagos haile hailemariam habtom habte
    habteab helen hirut hiwet huruy isaias isayas kebede kesete kibrom kidane kidanemariam kifle kflom liya luam luwam lemlem medhanie medhin mebrat
    mebrahtu mehari mekonnen melaku meles merhawi mesfin meseret mihret mikael milkias mulu mulugeta mussie natnael nebiat nigisti nigsti petros rahel rahwa
    robel rodas ruta samrawit saba selam selamawit selassie semere semhar senait senayt sennait seyoum shewit simon simret sirak solomon tadesse teame tekie
    tekle teklu temesgen tesfai tesfalem tesfay tesfaye tewelde tewodros tigist tsegay tsegaye tsehaye tsige tsigereda weldu winta woldu woldemariam yemane
    yohannes yodit yonas yonatan yordanos yosef zemen zerai zeray zerihun zewdi
    abass abena abiodun abimbola abiola ade adebayo adeola adeyemi adjoa adwoa afia agyemang ajayi akosua akua akinwale akpan ama amadou aminata amara
    ami amoah anthonia appiah asante assane ayodele ayo babajide babatunde bah balde bangoura barry bello binta blessing boateng bola boubacar bright bukola
    camara chiamaka chibuzor chidi chidinma chidiebere chika chima chimamanda chinedu chinonso chinwe chioma chukwu chukwuemeka cisse conde coulibaly
    daouda david dembele diakite diallo diarra diop diouf djibril drame ebere ebony efosa ejike ekene emeka emmanuel ese esther eze fanta fatou fatoumata
    favour femi folake funke funmilayo gbenga godwin habibatou hadja hauwa ibe ibrahima idrissa ifeanyi ifeoma igwe ijeoma ike ikechukwu issiaka jallow jide
    joy kadiatou kalu kamara kane kante keita kelechi kofi kojo kone konate koroma kouadio kouassi kouame kouyate kwabena kwadwo kwaku kwame kwasi kweku
    lamin lamine lansana macaulay mamadou mamadu mamady mariama mariame mbaye mbaka mensah moussa musa nana ndiaye ngozi nkechi nkem nkiru nnamdi nneka nwachukwu
    nwankwo nwosu obi obinna ogbonna ogechi okafor okeke okechukwu okonkwo okoro okoye ola olamide olawale olu oluchi olumide oluwaseun onyeka onyinye
    opoku osagie osaretin osas osei oumar oumou ousmane owusu patience peace precious prosper rokia salif salimata sanogo sarr saidou sekou segun sekouba
    seydou sidibe sow souleymane sowe sylla tanko tchoua temitope tope toure toyin traore tunde uche uchenna ugochukwu victory wale yaa yaw yaya yemi
    abang achu ateba atangana awa bih biya ekambi epse essomba eto fon fotso kamdem kamga kenne kenfack mbarga mballa mbida mbia mbo mengue ndongo nde ngo ngono
    ngassa njoya nkeng nkwenti ntamack onana owona takam talla tchamba tchinda wamba yebga
    amisi bahati baraka bukasa cibanda dieudonne espoir furaha ilunga imani jabari kabamba kabeya kabila kalala kalonji kamau kambale kasongo katumba kayembe
    kimani kipchoge kiptoo lukaku lumumba mabika makiese masika matondo mbala mbuyi mbuyu mputu mukendi mulamba mulumba muamba mutombo mwamba mwangi ngoy
    ngalula njeri njoroge nsimba ntumba nzuzi ochieng odhiambo otieno tshibangu tshilombo tshimanga tshisekedi wambui wanjiru zawadi
    chipo farai kudzai moyo ndlovu nkosi rutendo sibanda tafadzwa tariro tatenda tendai thabo themba zulu`),
  // South and East Asia
  ...list(`
    aarav abhishek aditi aditya ajay akash amit amrita ananya anil anita anjali ankit ankita anup aparna arjun arun arvind asha ashok ayush balwinder bhavna
    chandra deepa deepak deepika devi dinesh divya ganesh gaurav gautam geeta gita gurpreet gurdeep harpreet hari harjit ishaan jagdeep jasleen jaspreet
    kabita kamala karan kavita kavya kishore krishna kuldeep kumar kunal lakshmi lalita mahesh mandeep manish manisha manju manoj manpreet meena meera
    mohan mukesh nandini naresh navjot neha nikhil nisha nitin parminder pankaj parvati pooja prabhjot prakash pramod pranav prasad priya priyanka
    rahul rajesh rajinder rajiv rajkumar rakesh ramesh rani ranjit ravi ravinder rekha ritu rohan rohit sachin sandeep sangeeta sanjay santosh sarita
    satish seema shanti sharmila shivam shreya shweta simran sita sneha sonam subhash sudha sumit sunil sunita suresh surinder sushma swati tanvi uday
    uma vandana varun vijay vikas vikram vinay vinod vishal vivek yogesh
    acharya agarwal ahuja arora banerjee basu bhandari bhatt bose chakraborty chatterjee chauhan chopra das desai deshpande dhillon dutta ganguly garg gill
    grewal gupta gurung iyer jain jha joshi kapoor kaur khanna kohli kulkarni lama mahajan malhotra mehra mehta menon mishra mukherjee nair naidu patel patil
    pillai poudel rai rao rana reddy roy saha sahu saxena sen sethi shah sharma shetty shrestha sidhu singh sinha sodhi srivastava subedi tamang thapa thakur
    tiwari trivedi varma verma yadav
    akter alam arif begum chowdhury farhana fatema ferdous habibur hasina hossain jahanara jannat kamrul khatun mahbub mehedi mizanur moniruzzaman nasrin
    nusrat rahman rashed rashida rokeya rumana sabina sakib shahana shamima shamim sharmin shirin sultana sumon tanjina tanvir tasnim uddin
    amarasinghe bandara dissanayake fernando gunawardena herath jayasinghe jayasuriya karunaratne kumara lakmal mendis niroshan nirosha nuwan perera
    priyantha rajapaksa ranasinghe ratnayake rathnayake senanayake silva sivakumar suresh thilini weerasinghe wickramasinghe kandasamy sivanesan
    selvarajah thangarajah yogarajah ponnampalam nadarajah balasubramaniam
    anh binh chau dang dao diem dinh doan dong duc dung duong giang hien hieu hoa hoang hong hung huong huy huyen khanh lan lien linh loan long mai minh
    nga ngan ngoc nguyen nhung phuc phung phuong quang quynh thanh thao thi thu thuy tien trang trinh truong tuan tung tuyet uyen viet vinh xuan yen
    bui cao dinh huynh ngo pham phan tran vu vo truong trinh
    bao chen cheng chang chu deng feng fang gao guo han he hu huang hui jiang jing jun lei liang liao lin ling liu luo mei meng ming ning pan peng qian qiang
    qin qiu shao shen shi song sun tang tao tian wang wei wen weng wong wu xia xiao xie xin xiu xu xue yan yang ye yi yin ying yong yu yuan yue yun zeng
    zhan zhang zhao zheng zhong zhou zhu zhuang zou
    akira akiko asuka ayumi chie daisuke emi fumiko haruka haruki haruto hideo hiroko hiroshi jun junko kaori kazuko keiko kenji kenta kimiko koji kumiko
    makoto mariko masako megumi michiko midori miyuki naoko natsuki noriko rei ryota sachiko sakura satoshi shinji shiro shota sota takashi takeshi takumi
    taro tomoko yoko yoshiko yui yuka yuki yuko yumi yuta
    abe fujita fujiwara goto hasegawa hashimoto hayashi ikeda inoue ishii ishikawa ito kato kimura kobayashi kondo maeda matsumoto matsuda mori murakami
    nakagawa nakajima nakamura nakano nishimura ogawa okada ono saito sakamoto sasaki sato shimizu suzuki takahashi takeda tanaka ueda wada watanabe yamada
    yamaguchi yamamoto yamashita yamazaki yokoyama yoshida
    bong chul dae eun gyu hae hyeon hyun jae jeong ji jin jisoo jiwon joo joon jung kyung min minjun minseo sang seo seojun seoyeon seul seung soo sook sun sung
    tae woo yeon yoo young ahn bae baek cho choi han hong hwang jang jeon jo kang kim ko kwon lim moon nam noh oh paik park ryu seo shim shin son yoon
    agus aisyah andi anisa ayu bambang budi citra dewi dian dimas eka fitri hartono hidayat indah joko kusuma lestari maya nurul putra putri rahayu rina
    rizky santoso sari setiawan siti sri suharto susanti susilo utami wahyu wati wibowo widodo wulandari yanti yulia
    chai kanya kittisak malee nattapong niran nok ploy pornthip prasert siriporn somchai somsak sunee supaporn wichai
    batbayar bold ganbold bayarmaa enkhbayar erdene oyunchimeg sarnai tuya
    aizada akmal akmaral aibek aigerim aigul ainura altynai anvar asel askar azamat bakhtiyor bakyt bekzod botir cholpon daniyar dilfuza dilnoza dilshod
    farkhod farrukh feruza gulbahor gulnara guzal ilkhom islom jamshid javlon kamola kanat karimov karimova kubanych lola madina makhmud maftuna mansur
    marat meerim nargiza nilufar nodir nodira nurbek nurlan nursultan olim oybek ravshan rustam saida sanjar sardor sarvar shakhnoza sherali sherzod shukhrat
    sitora talant temur timur ulugbek umida umid yulduz zafar zarina zebo zhanar zulfiya
    abashidze beridze chkheidze davit gelashvili giorgi giorgadze gogoladze irakli kapanadze keti ketevan khatia kobakhidze kvaratskhelia levan lomidze
    maisuradze mamuka manana mariam mchedlishvili meladze natia nino nodar otar salome shota tamar tamta temur tinatin vakhtang zaza zurab
    anahit ani aram araksya armen armine arpine arsen artak artur ashot astghik avetisyan davit gayane gevorg ghazaryan grigoryan hakobyan harutyunyan
    hasmik hayk hovhannes hovhannisyan karapetyan karen khachatryan levon lilit lusine margaryan mariam mkrtchyan mushegh nane narek petrosyan ruzanna sargis
    sargsyan seda stepanyan susanna tigran vardan vahe vardanyan yeva zaruhi
    cohen levi mizrahi peretz biton dahan avraham friedman malka azoulay katz yosef amar gabay ohayon hadad david noam yael tamar avigail shira noa itai
    yonatan uri eitan moshe shlomo rivka rachel esther chaim`),
]);

/**
 * Names that are ordinary words of German or English, too: they count only where their place speaks for a person, or beside another name.
 */
export const ambiguousNames: ReadonlySet<string> = new Set(
  list(`
    abel adam adler alle alma alter ama amber ami an angel ani appel april arbeit arm art ass aster atlas auer august awa axt ay bahn bald balance
    band bank bar bara bart bauer baum bay be bell ben ber berg berta beruf bih bild bin binder blessing bold born brand braun bright bro brot brown
    bruder buch burger burg busch butt can christ da dag dan das day dem den denn dib dich dong dorn du dumm dung eber edit ehe eins elan engel er
    ernst erst es ese even eze fair fang fara favour feld fest feuer fink fischer flora florence fon forster frankreich freitag freund frey frisch
    fuchs fuller gall gang gast geiger gel general glaser glas gloria gott grab graf gray green grace grimm grob gros gross gruber gruss gut haas
    hagen hahn haj hal hall hammer hamster han harem hart hase haus he heide heil heim heine held heller hen herbst herr herzog hi hill hind hirsch
    hirt ho hof hoffnung holz hoover horn hui hund im imme in ince inn ion ist ja jack jager jahn jama jo job joy jung junker juli juni kafer kai
    kaiser kalt kam kamm kan kane kante kar kara karte kay keil keim kein keller kern kid kind kinder king kirche kiss kite klein kling klug kluge
    knoll ko koch kohl konig koenig kopp kopf korb korn kraft kram kramer kran krebs kreis krone kuhn kur kurs kurz kurze kuss kuster la lage lager
    lama lan land lang lange langer last laub lauf laut le lee leer lehrer leicht leid leiter lenz lewis lied lieb liebe lim lima lin link linke links
    lis loan long los losung luft lux ma mach mai major makler mal mark marin markt mars marsch mart mate matt matten mau maurer may mehr meister
    mensch mentor mere met meta metzger miller milch mills min mine ming mir mit mo moor moos mora morgen moon most mut mutter na nacht nagel naher
    name nana ne nein nest neu niemand nil noch nord nova nur oh ohm okay ola ole opel orange ort ost paar pan papa park pass pat patience peace pen
    pena pfand pfarrer pfeifer pop post power prater prediger price prinz pro probst rad rain rama ramen rand rang rapp rasch rat rauch raum re rebe
    recht red reed rege regel regen rei reich rein reis reiter rest reuter rezept rich richter rike ring ritter roman rosa rose rosen ross rot roth
    rothe rubin ruf ruhe rule sack sag sal salamander sama samt san sana sand sander sang sara sari sauer schade schaf schafer schaller schatz schein
    scherer schilling schlosser schmal schmied schneider schnell schon schreiber schreiner schule schuler schuster schutz schwab schwan schwarz
    schwarze schweizer schwer see seher sein seiler seit sen senior serie seul sie sieg silber sind singer so sober sohn sol soll sommer son song
    sonne sonntag soo sow spa spark spate specht spiegel springer stadler stadt stahl stall stamm stand stark start stein steiner stella stern stich
    stier still stock stolz stop storm strauss streit strom stroh stumpf sturm sun sus suss syn tag tal tan tanne tang tank tanz tat taube te teich
    teil test teufel thema tief toll tor tot trauer treu tun turk turner u ufer uhl um und unger uns urban vase vater verbund vetter viel viele vier
    villa vo vogel vogt voll vor wachter wade wagen wald walker wall wand ward warm wasser weber wegner weich weide weil weise weiss weisse weit welt
    wen werk werkmann west wetter white wie wiese wild will wille willi wind winter wirth wirt wise witt witz wo woche wohl wolf wolle wood wort
    wunder wunderlich wurm wurst you young zahl zahn zander zauber zeit zelle zeller zenit zeuge ziegler ziel zimmer zoll zorn zug zweig mutlu uygun
    mann mayor petit acker hauser hess hesse desta addis victory paris florenz adel basel salem nimet amman asmara sultan imam khan ha hai alt tas oz
    ors koc ok pal kis smit ton frohlich taler arian christian muslim islam ramadan bayram newroz stan mali kurdi turki masri shami lali noor wali
    wardak hazara dari berber sur cat catch mohr lahm drescher dreher fleischer gerber kellner kutscher pfarr bader gartner hirte huter melzer mohring
    topfer waldner zollner wunsch wut tafel tasche tausch tisch treff trost trupp tuch abend grund grunde gunst halt haltung constant`),
);
