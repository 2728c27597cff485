// Made by server/eval/english-words.ts from WordNet's senses and how often they were counted.
//
// This software and database is being provided to you, the LICENSEE, by
// Princeton University under the following license.  By obtaining, using
// and/or copying this software and database, you agree that you have
// read, understood, and will comply with these terms and conditions.:
//
// Permission to use, copy, modify and distribute this software and
// database and its documentation for any purpose and without fee or
// royalty is hereby granted, provided that you agree to comply with
// the following copyright notice and statements, including the disclaimer,
// and that the same appear on ALL copies of the software, database and
// documentation, including modifications that you make for internal
// use or for distribution.
//
// WordNet 3.1 Copyright 2011 by Princeton University.  All rights reserved.
//
// THIS SOFTWARE AND DATABASE IS PROVIDED "AS IS" AND PRINCETON
// UNIVERSITY MAKES NO REPRESENTATIONS OR WARRANTIES, EXPRESS OR
// IMPLIED.  BY WAY OF EXAMPLE, BUT NOT LIMITATION, PRINCETON
// UNIVERSITY MAKES NO REPRESENTATIONS OR WARRANTIES OF MERCHANT-
// ABILITY OR FITNESS FOR ANY PARTICULAR PURPOSE OR THAT THE USE
// OF THE LICENSED SOFTWARE, DATABASE OR DOCUMENTATION WILL NOT
// INFRINGE ANY THIRD PARTY PATENTS, COPYRIGHTS, TRADEMARKS OR
// OTHER RIGHTS.
//
// The name of Princeton University or Princeton may not be used in
// advertising or publicity pertaining to distribution of the software
// and/or database.  Title to copyright in this software, database and
// any associated documentation shall at all times remain with
// Princeton University and LICENSEE agrees to preserve same.

/** Common English words in their base form, with spaces between them. */
export const ENGLISH_WORDS =
  "abandon ability able aboard abolish about above abroad abrupt abruptly absence absent absently absolute " +
  "absolutely absorb absorbed absorption abstract abstraction absurd absurdity abuse academic academy accelerate " +
  "acceleration accent accept acceptance access accident accommodate accompany accomplish accomplishment accord " +
  "accordance accordingly account accreditation accumulate accuracy accurate accurately accuse ache achieve " +
  "achievement acid acknowledge acquire acquisition acre across acting action activate active activity actor " +
  "actual actually acute acutely adam adapt addition additive address adequate adequately adhere adjacent " +
  "adjective adjunct adjust adjustment administer administration administrative administrator admirable " +
  "admiration admire admission admit adopt adult advance advanced advantage adventure advertise advertising " +
  "advice advise advocate aegean aerated aeration aerator aerosol aesthetic affair affairs affect affected " +
  "affection affirm affix affixed afford afraid africa african after afternoon afterward afterwards again agency " +
  "agent agglutinin aggravate aggressive agony agree agreement agricultural agriculture ahead ailment aircraft " +
  "airplane alarm alaska albumin alert algae alien alive allege allocate allot allotment allow allowance allusion " +
  "almost alone along aloud already also alter alteration altercation alternate alternative altogether aluminum " +
  "alveolar alveolus always amateur amaze amazed amazement amazing ambassador ambiguity ambiguous ambition " +
  "ambitious ambush amend amendment america american ammunition amount ample amplitude amuse anaconda analogous " +
  "analysis analyst analytic analyze anastomosis anatomical anatomy ancestral anchor ancient andrena anecdote " +
  "anemia angel anger angle anglican angrily angry anguish animal anionic ankle anniversary announce announcement " +
  "annoy anode anonymous another answer antagonist antelope antenna anti antibody anticipate anticipated " +
  "anticipation antigen antiserum antithyroid anxiety anxiously anyhow anymore anyway anywhere apart apartment " +
  "appalling apparatus apparent apparently appeal appear appearance appendix appetite applaud applause applicable " +
  "applicant application apply appoint appointed appointment appreciably appreciate appreciation apprehension " +
  "apprentice approach appropriate approval approve approximate approximately april aqueous arbitrary arch " +
  "archbishop architect architecture area argon argue argument arise armed arms army around arouse arrange " +
  "arrangement array arrest arrival arrive arrow arterial artery article artificial artillery artist artistic " +
  "arts ascertain ashamed asia aside asleep aspect assail assassin assault assemble assembly assent assert assess " +
  "assign assignment assimilate assist assistance assistant associate association assume assumption assurance " +
  "assure astonishment athabascan athlete atlanta atmosphere atom atomic attach attack attain attempt attend " +
  "attention attitude attorney attract attraction attractive attribute audience augment august authentic " +
  "authenticity author authorities authority authorization authorize automatic automatically automobile autonomic " +
  "autumn avail available average avert avocado avoid await awake awaken award aware awareness away awful awfully " +
  "awkward axis babble babe baby back background backward bacterial badge badly badness bake balance balanced " +
  "ball ballad ballet ballplayer baltimore band bandage bandaged bang banish bank banker baptize barbell bare " +
  "barely barge bark barn barrel barrier base baseball basement basic basically basis bask basket bastard bath " +
  "bathe bathroom batter battery battle battlefield bawl bayonet beach beam bear beard bearded beast beat " +
  "beautiful beautifully beauty beckon become bedroom beebread beef beer before begin beginning behalf behave " +
  "behavior behind behold being belief believe bell bellow belly belong beloved below belt bench bend beneficial " +
  "benefit berlin beset besides best bestow betray better bewildered beyond bible biblical bicycle bigger bill " +
  "billion bind binding binomial biological bird birdie birth birthday biscuit bishop bite bitter bitterness " +
  "black blackness blade blame blanket blast blaze bleed blend bless blind blindly blindness blink bloat block " +
  "blockade blood bloody bloom blossom blot blow blue bluff blur blurred blush bluster board boast boat body " +
  "bodybuilder boil bold bolt bomb bomber bond bone book booking boom boost boot border bore boredom born borrow " +
  "boss boston bother bottle bottom bough bounce bound boundary bourbon boxcar boyhood brace brain branch brand " +
  "brass brave break breakdown breakfast breast breath breathe breathing breathless breeze brick bridge brief " +
  "briefly brigade bright brightness brilliant bring bristle british broad broadcast broaden broken bronchiole " +
  "bronchus brood brooding brooklyn brother brow brown brush bubble buckle buckskin buddy budget buffer build " +
  "builder building bulb bulge bulk bull bullet bumblebee bunch bundle bunk burden bureaucracy burial burn burrow " +
  "burst bury bush business businessman busy butt button buzz bypass cabin cable cafe cafeteria cage calculate " +
  "calculation calf calibration california call calm calmly camera camp campaign camper camping canada cancel " +
  "cancer candidate cane cannon canon canteen canvas canyon capability capable capacity capital capitalism " +
  "captain capture carbon card cardinal care career careful carefully caress carpenter carrier carry cart " +
  "cartridge carve case cash cast casual catalogue catch catcher category cathode catholic catholicism catkin " +
  "cattle causal cause caution cavalry cease ceiling celebrate celebration celestial cell cellar cellulose cement " +
  "cent center central centrally centrifuge century ceremony certain certainly certify chain chair chairman " +
  "challenge chamber champagne champion chance change changing channel chant chaos chapel chapter character " +
  "characteristic characterize charcoal charge charged charm charming chart chase chatter cheap cheat check " +
  "checkbook checklist cheek cheer cheery chemical chemist chemistry cherish chest chew chicago chicken chief " +
  "chiefly child childhood childish chill chimney chin china chinese chlorine choice choke choose chore " +
  "choreograph chorus christ christian christianity christmas chromatography chronic chuckle church churchyard " +
  "cigar cigarette circle circuit circular circulate circulation circumstance circus cite citizen city civil " +
  "civilian civilization claim claimant clamber clamor clamp clap clarity class classical classification classify " +
  "classroom clatter claw clay clean cleaning clear clearly clergyman clerk cleveland cliche click client climate " +
  "climax climb cling clinical clip clock close closed closely closet closing cloth clothe clothes clothing cloud " +
  "club cluck clue clump clumsy cluster clutch coach coal coast coat coax code coffee coherent coin coincide " +
  "coincidence cold coldly collaborate collage collapse collar colleague collect collection collective collector " +
  "college collision colonel colonial colony color colored colorful colors column comb combat combination combine " +
  "come comedy comfort comfortable comfortably comic coming command commander commemorate commence commend " +
  "comment commerce commercial commercially commission commissioner commit commitment committee common commonly " +
  "commotion commune communicate communication communion communism communist community commute commuter companion " +
  "company comparable comparatively compare comparison compartment compass compatible compel compensate " +
  "compensation compete competence competent competition competitive competitor compile complain complaint " +
  "complement complete completely completion complex complexity complicate complicated complication compliment " +
  "comply component compose composer composite composition compound comprehend comprehension comprehensive " +
  "compress comprise compromise compulsion compulsive compulsivity compute computer comrade conceal concede " +
  "conceive concentrate concentrated concentration concept conception concern concerned concert conclude " +
  "conclusion concrete concur condemn condemnation condition conduct conductor conference confess confession " +
  "confide confidence confident confine confirm confirmation conflict conformity confront confuse confused " +
  "confusion congratulate congregation congregational congress conjugate conjugated conjunction connect connected " +
  "connection connotation conquer conscience conscious consciousness consent consequence consequently " +
  "conservatism conservative consider considerable considerably consideration consistent consistently consonant " +
  "conspiracy conspire constant constituent constitute construct construction constructive construe consult " +
  "consume consumer contact contain container contaminate contemplate contemplation contemporary contempt contend " +
  "content contention contest context continent continually continue continued continuing continuity continuous " +
  "continuously contortion contour contract contractor contradict contradiction contrary contrast contribute " +
  "contribution control controlled controversy convenience convenient convention conventional conversation " +
  "converse conversely conversion convert convey convict conviction convince convinced cook cool cooling " +
  "cooperate cooperation cooperative coordinate cope copy cord core corn corner coroner corporal corporate " +
  "corporation corps corpse correct correctly correlation correspond correspondence correspondent corresponding " +
  "corridor cortex cortical cosmic cost costume cotton couch cough council counsel count countenance counter " +
  "counterpart countless country county couple courage course court cousin cover covered cowboy cows crack " +
  "crackle cradle crash crave crawl crazy creak create creation creative creature credit credo creek creep crest " +
  "crew crime criminal crimson crisis criterion critic critical criticism criticize crop cross crossroads crouch " +
  "crow crowd crowded crown crucial crude cruelty cruise crush crystal cuba cuban cubism cubist culminate " +
  "cultural culture cumulative curb cure curiosity curious curiously curl current curriculum curse curtail " +
  "curtain curve curved custom customary customer cycle cyclist cylindrical daily dallas damage damn damned damp " +
  "dampen dance dancer dancing danger dangerous dangle danish dare dark darkness darned dart dash data date datum " +
  "daughter dawn daylight dazed dead deadly deaf deal dealer dear death debate debris debt debut decade decay " +
  "deceased deceive december decent decide decision decisive deck declaration declare decline decomposition " +
  "decorate decrease decree dedication deduce deduct deduction deem deep deeply defeat defect defend defense " +
  "defensive defiance deficiency define definite definitely definition defy degree delay delegate deliberately " +
  "delicate delight delightful deliver demand democracy democrat democratic demonstrate demonstration denial " +
  "denomination denote denounce dense density denver deny depart department departure depend dependable " +
  "dependence dependent depict deposit depression deprive depth deputy derision derive descend descent describe " +
  "description desert deserve design designate desirable desire desk despair desperate desperately despise " +
  "destine destiny destroy destruction destructive detached detail detailed detect detectable detection detective " +
  "detergent deteriorate determination determine determined detroit develop developed development device devil " +
  "devise devote devoted diagnose diagonalizable diagram dialect dialectic dialogue dialysis diameter diaphragm " +
  "diarrhea dice dictate dictionary diet differ difference different differentiate differently difficult " +
  "difficulty diffusion dignity dilate dilemma dilute dilution dimension dimensional diminish dimly dine dinner " +
  "dipole direct direction directly director dirt dirty disabled disagree disagreement disappear disappearance " +
  "disappoint disappointment disapproval disapprove disaster disastrous disc discern discharge discipline " +
  "disciplined disclose discontinue discourage discover discovery discrepancy discretion discrimination discuss " +
  "discussion disdain disease dish disk dislike dismay dismiss dismount disobedience disorder dispatch dispel " +
  "display disposal dispose dispute disregard disrupt disseminate dissolve dissolved distal distance distant " +
  "distill distinct distinction distinctive distinctly distinguish distinguished distort distress distribute " +
  "distribution distributor district disturb disturbance disturbing divan dive diverse diversion divert divide " +
  "dividend divine divinity division divorce doctor doctrine document documentary dodge dollar domain domestic " +
  "dominance dominant dominate domination donate done donor doom door doorway dosage dose double doubt doubtful " +
  "doubtless down downstairs downtown downward dozen draft drag dragon drain drama dramatic dramatically drape " +
  "draw drawer drawing dread dreadful dream dress dressed drift drill drink drinking drip drive driver driveway " +
  "drizzle drop drought drown drug drugstore drum drunk duck dugout dull dumb dump duration dusk dust dutch duty " +
  "dwell dwelling dwindle each eager eagerly eagerness earlier early earn earnings earth earthquake ease easily " +
  "east eastern easy eccentric echo economic economical economy ecstasy edge edged edition editor editorial " +
  "educate educated education educational educator effect effective effectively effectiveness efficacy efficiency " +
  "efficient effluent effort eggs eight eighteen eighteenth eighth eighty either elaborate elapse elastic elbow " +
  "elder elderly elect election electoral electric electrical electricity electron electronics element elevate " +
  "elevator eleven elicit eligible eliminate elite ellipsoid elsewhere embankment embarrassing embarrassment " +
  "emblem embody embrace emerge emergency emission emotion emotional emphasis emphasize employ employee employer " +
  "employment empty enable enact enclose encounter encourage encouragement endanger endeavor endless endorse " +
  "endure enduring enemy energetic energy enforce engage engaged engagement engender engine engineer engineering " +
  "england english englishman engrossed engulf enhance enjoy enjoyment enlarge enlist enormous enough enrich " +
  "enroll ensemble ensue ensure entail enter enterprise entertain entertainment enthusiasm enthusiastic entire " +
  "entirely entitle entitled entity entrance entrepreneur entry envelope environment envision envy enzyme epic " +
  "epidemic epiphysis episode epitomize epoch equal equally equate equation equilibrium equip equipment " +
  "equivalent erase erect errand error erupt escalation escape escort especially essay essential essentially " +
  "establish established establishment estate estimate etcetera eternal eternity ethical europe european evaluate " +
  "evaluation even evening event eventually ever every everyday everywhere evidence evident evidently evil evoke " +
  "evolution evolve exact exactly exaggerate examination examine example exasperation exceed excellent exception " +
  "exceptional excess excessive exchange excite excited excitedly excitement exciting exclaim exclamation exclude " +
  "exclusive exclusively excuse execution executive exercise exert exertion exhaust exhausted exhibit exhibition " +
  "exist existence existing expand expansion expect expectation expected expedition expend expenditure expense " +
  "expensive experience experienced experiment experimental experimentally expert expire explain explanation " +
  "explicit explode exploit exploration explore explosion explosive export expose exposed exposure express " +
  "expressed expression extend extended extension extensive extent external extract extraordinary extreme " +
  "extremely fabric face facilitate facility fact factor factory faculty fade faded fail failure faint fair " +
  "fairly faith faithful fake fall fallout false falter fame familiar family famous fancy fantastic fantasy " +
  "faraway farm farmer farming farther fascinate fascinating fashion fast fasten fatal fate father fault favor " +
  "favorable favorite fear feat feather feature february federal feed feeding feedlot feel feeling feelings " +
  "fellow fellowship female feminine fence fever fewer fiber fibrosis fiction fictional field fierce fifteen " +
  "fifteenth fifth fifty fight fighter fighting figure file fill filled filling film filter final finally finance " +
  "financial financially financing find finding fine finger fingerprint finish finished finite fire firearm " +
  "fireplace firing firm firmly first fish fisherman fishing fist fitting five fixed flag flame flank flap flare " +
  "flash flat flatness flatten flatter flavor flee flesh flexibility flexible flick flight fling flip float flock " +
  "flood floor flop flounder flourish flow flower fluid fluorescence flurry flush flux foam focus foil fold " +
  "foliage folk folklore follow follower following fond food fool foolish foot football footstep forbid force " +
  "forecast forehead foreign foreigner foresee forest forever forget forgive forgotten fork form formal formally " +
  "formation former formerly formidable formula formulate formulation forth fortunate fortune forty forward " +
  "foster foul found foundation four fourteen fourth fraction fragile fragment fragmentary frame france frankly " +
  "frantic frantically fraud free freedom freely freeway freeze freight french frenchman frenzy frequency " +
  "frequent frequently fresh fret friday friend friendly frighten frightened frightening frightful fringe front " +
  "frontage frown frozen fruit frustrate frustration fuel fulfill fulfillment full fully fumble function fund " +
  "fundamental fundamentally funds funeral funny furious furiously furnish furniture further furthermore fury " +
  "fuse fuss futility future gadget gain gallop game gang garage garden gasp gate gather gathering gaunt gaze " +
  "general generalize generally generate generation generator genius gentle gentleman gently genuine geometric " +
  "georgia german germany gesture ghetto ghost giant gift gigantic giggle girl girlish give given glad glance " +
  "gland glare glass glaze gleam gleaming glimpse glint glitter glittering globe gloom glorify glorious glory " +
  "glove glow glue goal goat gold golden golf gone good goodness gospel gossip gouge govern government governor " +
  "gown grab grace grade gradient gradual gradually graduate graduation gram grammatic grand grandmother grant " +
  "graph graphite grapple grasp grass grateful grave gray graze grease greasy great greatcoat greater greatly " +
  "greece greek green greet greeting grenade grief grim grimly grin grind grip groan grocer grope gross grotesque " +
  "ground grounds group grouping grove grow growl growth grumble grunt guam guarantee guard guess guest guidance " +
  "guide guilt guilty gulp gunfire gush gymnast gymnastics habit hail hair half halfback halfway hall hallway " +
  "halt hammer hamper hand handful handkerchief handle handling hands handsome hang happen happily happiness " +
  "happy harangue harbor hard hardly harm harmony harness harsh harshly harvest haste hasten hastily hate hatred " +
  "haul haunt have hawaii hazard haze head headache headed headlight headquarters health healthy heap hear " +
  "hearing heart heartily heat heated heave heavily heavy hebephrenic heed heel height helium hell help helpful " +
  "helpless hemisphere hence herd here hereby heritage hero heroic hesitate hesitation hidden hide hideous high " +
  "higher highroad highway hill hilum hinder hint hire historian historical historically history hitch hither " +
  "hoarse hold holder hole holiday holler hollow hollywood holmes holster home homely homer homogeneous " +
  "homozygous honest honestly honey honeybee honeymoon honor hoof hook hope horizon hormone horn horror horse " +
  "horseman hospital host hostess hostile hotel hour hours house household housewife houston hover however howl " +
  "huddle hudson huge human humble humor humorous hunch hundred hunger hungry hunt hunter hunting hurl hurry hurt " +
  "hurtle husband hydrogen hymn hypothalamic hypothalamus hypothesis idea ideal identical identification identify " +
  "identity ideology idle ignorance ignorant ignore iliad illinois illness illuminate illumine illusion " +
  "illustrate illustration image imaginary imagination imagine imitate imitation immediacy immediate immediately " +
  "immense immigrant immortal immortality immunity impact impair impart impatience impatient impatiently " +
  "impersonal implement implication imply import importance important impose impossible impress impression " +
  "impressive improve improved improvement impulse impurity inability inadequate incapable incentive inch " +
  "incidence incident incline include income incomplete incorporate increase increased increasing increasingly " +
  "incredible incredibly incur indeed indefinite independence independent independently india indicate indication " +
  "indicator indictment indifference indifferent indignation indirect indirectly individual individualism " +
  "individually induce indulge industrial industry inevitable inevitably infantry infection infectious inference " +
  "infiltration infinite inflict influence inform information inherent inherit inhibition initial initially " +
  "initiate initiative inject injure injured injury inner inning innocence innocent inorganic inquire inquiry " +
  "insane insect insert inside insight insist insoluble inspect inspire instal install installation instance " +
  "instant instantly instead institute institution instruct instruction instructor instrument insult insurance " +
  "insure intact intake integer integral integrate integration intellect intellectual intelligence intelligent " +
  "intelligible intend intense intensify intensity intent intention interaction intercept interchange interest " +
  "interested interesting interfere interference interior interlobular intermediate internal international " +
  "interpret interpretation interpreter interrelation interrupt interruption intersect intersection interval " +
  "interview intimate intonation intricate introduce introduction introject intuition invade invariably invent " +
  "invention inventory invest investigate investigation investigator investment invisible invitation invite " +
  "invoke involve involved involvement inward iodide iodinated iodine irish iron ironical irony irregular " +
  "irregularity irrelevant irritation island isolate isolated isolation issue italian italy item ivory jacket " +
  "jaded january japan japanese jealous jeep jerk jesus jewish join joint joke journey judge judgment july jump " +
  "june junior jupiter jurisdiction jury just justice justification justify keep ketosis keynote kick kidney kill " +
  "killer killing kind king kiss kitchen kitten knee kneel knife knock knot know knowledge known label labor " +
  "laboratory laborer lack ladder lady lagoon lamb lamp land landing landscape lane language laos lapse large " +
  "largely larger larva last late lately latent later latin latter laugh laughter launch lawn lawyer layer lazy " +
  "lead leader leaders leadership leading leaf league lean leap learn learned learning least leather leave " +
  "lecture ledger left legal legend legislation legislative legislator legislature leisure lemon lend length " +
  "lengthy lens less lessen lessening lesser lesson letter level liable liberal liberalism liberty library " +
  "license lick lieutenant life lift light lighted lighting lightly lightning like likely likewise limb limit " +
  "limitation limited limp line linear linger linguist linguistic link liquid liquor list listen listener liter " +
  "literal literally literary literature litter little live lively liver livestock living load loaded loading " +
  "loan lobby lobe local locality locate located location lock lodge logic logical london loneliness lonely long " +
  "longer look looking lookup loom loose loosely loosen lord lose loss losses lost lots loud loudly lousy love " +
  "lovely lover lower loyal loyalty luck lucky luggage lull lumber lump lunar lunch lung lunge lurch lure lurid " +
  "lurk luxury lyric machine machinery madly magazine magic magician magnetic magnetism magnificent magnify " +
  "magnitude maid mail main mainly maintain maintenance major majority make maker making malaise male mama mamma " +
  "manage management manager manchester maneuver manhattan manifest manifestation manifold manipulate manner " +
  "manners manometer manufacture manufacturer many marble march margin marginal mark marked market marketing " +
  "marketplace marksman marriage married marry mars marshal martian martyr marvel marvelous mass massachusetts " +
  "massive master masterpiece mastery match mate material matter mature maturity maximum maybe mayor meadow meal " +
  "mean meaning meaningful means meanwhile measurable measure measurement mechanical mechanics mechanism medical " +
  "medicine medieval medium meet meeting melancholy melody melt member membership memorable memorize memory " +
  "menace mend mental mentally mention merchandise merchant mercury mercy mere merely merge merger merit merry " +
  "mess message messenger metal meteor meteorite meteoritic meter method methodically metropolis metropolitan " +
  "mexican micelle michigan micrometeorite microorganism microscope middle midnight mighty mild mile military " +
  "militia milk mill millidegree milligram million mimesis mind mine mineral mingle minimal minimize minimum " +
  "minister minnesota minor minority minute miracle mirror miserable misery misfortune misplaced miss missile " +
  "missing mission mississippi missouri mist mistake mistaken mixed mixture mobilize mock mode model moderate " +
  "modern modernity modernization modest modifier modify modulation moist moisture mold molecular molecule moment " +
  "momentum monastic monday money monitor monk monkey monocle monopoly monster monstrous month monument mood moon " +
  "moonlight moral morality more moreover morning mortal mortar most mostly mother motif motion motionless " +
  "motivate motivation motive motor mound mount mountain mountainous mourn mouse mouth move movement movie moving " +
  "much mucosa muddy muffled mulch multiple multiplicity multiply mumble municipal murder murderer murmur muscle " +
  "muscular muse music musical musician musket musketry mustache muster mutter mysterious mystery myth " +
  "mythological nail naive naked name namely narrative narrow nation national nationalism native natural " +
  "naturally nature naval navy nazi near nearby nearly neat neatly necessarily necessary necessitate necessity " +
  "neck need needed needle negative neglect negligible negotiate negro neighbor neighborhood neocortex nephew " +
  "nerve nervous nervously nest nestle network neurosis neurotic neutral neutralist neutrophil never nevertheless " +
  "newborn newly news newspaper next nice nicely nickel night nightclub nilpotent nine nineteen nineteenth ninth " +
  "nitrogen noble noise nonsense nonspecific noon norm normal normally north northern nose notably note nothing " +
  "notice notify notion notorious nourish novel novelist november nowhere nuclear nucleus number numerical " +
  "numerous nurse oath obey object objection objective obligation oblige obliged obscure obscurity observation " +
  "observe observed observer obstacle obtain obvious obviously occasion occasional occasionally occupant " +
  "occupation occupy occur occurrence ocean october odor offer office officer official officiate offset often " +
  "ohio oily older ominous omit once only onset open opening openly opera operate operation operational operator " +
  "opinion opium opportunity oppose opposite opposition optimum oral orange orbit orchestra order ordering " +
  "orderly ordinarily ordinary organ organic organism organization organize organized orient origin original " +
  "originate orthodox orthography ossification other otherwise outburst outcome outdoor outer outfit outline " +
  "outlook output outreach outside outstanding outweigh oval over overall overboard overcast overcome overhead " +
  "overhear overlap overlook overtake overthrow overwhelming owner ownership oxen oxidation oxygen pace pacific " +
  "pack package packet page pail pain painful painfully paint painter painting pair palace pale palm panic pansy " +
  "pant papa paper papers parade paradigm paradoxically paragraph parallel paramagnetic parameter pardon parent " +
  "paris park parked parlor part partial partially participate participation particle particular particularly " +
  "partly partner partnership party pass passage passing passion passionate passive past paste pastor pasture " +
  "patch patent path pathological patience patient patrol pattern pause payment peace peaceful peak peasant " +
  "pebble peculiar peculiarly peer pegboard penalty pencil penetrate pennsylvania people perceive percent " +
  "percentage perception perch perfect perfection perfectly perform performance performer perhaps period periodic " +
  "perish permanent permission permit perpetuate persist persistence persistent person personal personality " +
  "personally personnel perspective perspiration persuade pertain pertinent petition petitioner phase phenomenon " +
  "philadelphia philosopher philosophical philosophy phone phonologic phonology phony phosphate photograph " +
  "photographic phrase physical physically physician physics physiological pianist piano pick picket picture " +
  "piece pile pill pillow pilot pinch pine pink pinpoint pioneer pipe pistol pitch pitcher pitching pittsburgh " +
  "pituitary pity place placement plague plain plainly plan plane planet planetary plank planned planning plant " +
  "planter plasma plate platform plato platoon play player playing plead pleasant please pleased pleasing " +
  "pleasure plenty pleura pleural plight plod plot plow plug plunge pocket poem poet poetry poignant point poise " +
  "poison poke poland pole police policeman policy polish political politician politics poll pollen polynomial " +
  "polyphosphate pond ponder pool poor poorly pope popular popularity populate population porch porous port " +
  "portal portion portray pose position positive positively positivist posse possess possession possibility " +
  "possible possibly post posterior postpone postulate posture potassium potent potential potentiality potter " +
  "pottery pound pour poverty powder powdered power powerful practical practically practice praise pray prayer " +
  "preach preacher preaching precarious precaution precede preceding precious precipitate precise precisely " +
  "precision predict predictable prefer preliminary preparation prepare prepared prescribe presence present " +
  "presentation presently preserve president presidential press pressure prestige presumably presume pretend " +
  "pretty prevail prevent prevention previous previously prevision prey price prick pride priest primarily " +
  "primary prime primitive principal principle print prior priority prisoner private privately privilege prize " +
  "probability probable probably probe problem procedure proceed proceedings process proclaim proclamation " +
  "procreation procurement produce producer product production productive productivity profess profession " +
  "professional professor profile profit profits profound profoundly program progress progressive prohibit " +
  "prohibition project projection prolonged prominence prominent prominently promise promising promote promotion " +
  "prompt promptly prone pronoun pronounce proof propagandist proper properly property proportion proportional " +
  "proposal propose proposition proprietor proprietorship prosecute prospect prospective protease protect " +
  "protection protective protein protest protestant protestantism protrude proud prove provide providence " +
  "province provincial provision provoke pseudo pseudophloem psychological psychologist psychology public " +
  "publication publicize publicly publish publisher pull pulmonary pump punch punish punishment pupil purchase " +
  "pure purely purl purple purpose purse pursuant pursue pursuit push pushup puzzle pyrex quack quackery quake " +
  "qualification qualify qualitative quality quantitative quantity quarrel quarter quarterback quarters queen " +
  "queer question questioning quick quickly quiet quietly quirt quit quite quiver quote rabbi rabbit race racial " +
  "rack radar radiation radical radically radio radish radius rage ragged raid rail railroad rain raise raised " +
  "rally rancher random range rank ransack rapid rapidly rare rarely rate rather ratify rating ratio ration " +
  "rational rationalize rattle rattlesnake razor reach react reaction reactionary reactivity read reader readily " +
  "readiness reading ready reaffirm real realism realistic realistically reality realization realize really realm " +
  "reappear rear rearward reason reasonable reasonably reasoning reassure rebel rebellion rebuff rebuild rebut " +
  "recall receipt receive receiver recent recently reception receptionist reciprocal reckon recognition recognize " +
  "recollection recommend recommendation reconcile reconsider reconstruct record recording recount recover " +
  "recovery recreation recruit recruitment recur redcoat reduce reduced reduction reel refer reference reflect " +
  "reflection reflector reflex reform refugee refund refusal refuse regain regard regardless regiment regimental " +
  "region regional register registrant registration regret regular regularly regulate regulation rehabilitation " +
  "rehearsal rehearse reign rein reinforce reiterate reject rejection rejoice relate related relation relations " +
  "relationship relative relatively relax release relegate relevance relevant reliable relief relieve relieved " +
  "religion religious relinquish reluctant reluctantly remain remainder remark remarkable remarkably remedy " +
  "remember remind reminder remote removal remove renaissance render renew rent repair repay repeat repeated " +
  "repeatedly repel repetition replace replacement replenish reply report reporter represent representation " +
  "representative reproach reproduce reproducible republic republican reputation request require required " +
  "requirement rescue research resemblance resemble resent resentment reservation reserve reserves reside " +
  "residence resident residential resign resist resistance resistor resolution resolve resonance resort resource " +
  "respect respectable respectively respiratory respite respond response responsibility responsible rest " +
  "restaurant restore restraint restrict restriction result resultant resume retailer retain retention retire " +
  "retired retirement retort retrace retreat retrieve return reveal revelation revenge revenue reverse review " +
  "revise revision revive revolution revolutionary reward rhythm ribbon rice rich richness ride rider ridge " +
  "ridicule ridiculous rifle right rigid ring ripe ripple rise risk ritual rival river road roadway roam roar " +
  "robber robe rock role roleplaying roll roman romance romantic rome roof rookie room root rope rose rotate " +
  "rotor rough roughly round rousseau route routine royal royalty rugged ruin rule ruler ruling rumble rumor " +
  "runner running rural rush rushing russia russian rustle rustling sacred sacrifice saddle sadly safe safely " +
  "safety sail saint sake salary sale salesman saline saloon salt salvation same sample sanction sand sandwich " +
  "satire satisfaction satisfactorily satisfactory satisfied satisfy saturday savage savagely save saving savor " +
  "scale scamper scan scar scarcely scare scared scatter scattered scene scenic scent schedule scheme " +
  "schizophrenic scholar scholarship school science scientific scientist scope score scorn scot scours scramble " +
  "scrape scratch scream screech screen script scripture scrub scrutinize scrutiny sculpture seal search season " +
  "seat seated secede second secondary secret secretary section sector secure security seed seek seem seeming " +
  "seemingly segregate seize seldom select selection self sell selling senate senator send senior sensation " +
  "sensational sense sensibility sensitive sensitivity sensor sensory sentence sentiment separate separated " +
  "separation september septum sequence sergeant series serious seriously serpent serum servant serve service " +
  "services session setting settle settlement settler seven seventeen sever several severe severely sewage sewer " +
  "sexual sexually shade shadow shaft shake shakespeare shallow shame shape share sharp sharply shatter shave " +
  "shear shed sheep sheer sheet shelf shell shelter sheriff shield shielding shift shine ship shipment shirt " +
  "shiver shock shoe shoot shooting shop shopping shore short shortage shorten shortly shot shoulder shout shove " +
  "show shower shriek shrill shrink shrug shudder shuffle shunt shut shutdown shutter sick side sidewalk sigh " +
  "sight sign signal significance significant significantly silence silent silhouette silk silly silver similar " +
  "similarity similarly similitude simmer simple simplicity simply simulate simulated simultaneously sincere " +
  "sincerely sincerity sing singing single singular sink sister site situation sixteen sixth sixties sixty size " +
  "skeletal skeptical sketch skiff skill skilled skin skip skirmisher skirt skull slack slacken slam slap slash " +
  "slaughter slave slavery sleep sleepy sleeve slender slice slide slightly slip slipper slit slope slot slow " +
  "slowly slug slump small smaller smart smash smell smile smoke smooth snake snap snarl snatch sneer sniff snort " +
  "snow soak soap soar sober social socialism society sock sofa soft soften softly soil soiled solder soldier " +
  "sole solely solid solidarity soloist solution solve some someday somehow someone sometime sometimes somewhat " +
  "somewhere sonar song soon sophisticated sorb sore sorrow sort soul sound source south southern southerner " +
  "southpaw sovereign soviet space span spanish spare spark spatial speak speaker special specialist specialize " +
  "specialized specially species specific specifically specificity specified specify specimen spectacle " +
  "spectacular spectator specter spectral spectrum speculate speculation speech speed spell spend sphere " +
  "spherical spin spiral spirit spiritual spit splash splendid splinter split sponsor spontaneous sport sporting " +
  "sportsman spot sprawl spray spread spring sprinkle spur squad square squarely squat squeeze stability stable " +
  "staff stage stagger stain stained staining stairs stake stalk stall stammer stamp stand standard standing " +
  "standpoint star stare start starting startle startled startling starve state statement station statistic " +
  "statistical statue stature status statute stay steadily steady steal steel steep steeple steer stem step steps " +
  "stereo stereotype stereotyped stern stick sticky stiff stiffen stiffly still stillness stimulate stimulation " +
  "stimulus sting stir stock stockholder stocking stoic stoicism stolid stomach stone stoop stop storage store " +
  "storm story stout stove straddle straight straighten strain strained strand strange stranger strategy " +
  "stravinsky straw stray streak stream street strength strengthen stress stretch strew strict strictly stride " +
  "strike striking string strip strive stroke strong strongly structural structure structured struggle stubborn " +
  "stubbornly student studio study stuff stumble stump stupid stupidity sturdy style subdivision subdued subject " +
  "subjective sublime submarine submission submit subordinate subsection subsequent subsidize subspace substance " +
  "substantial substantially substitute subtle subtract suburb suburban succeed success successful successfully " +
  "succession successive successor such suck sudden suddenly suffer suffering sufficient sufficiently sugar " +
  "suggest suggestion suit suitcase suite suited sullen summarize summary summer summon sunday sundown sunlight " +
  "super superb superior superiority supernatural superstition supervise supervision supper supplement supply " +
  "support supportive suppose supposed suppress supreme sure surely surface surge surgeon surpass surplus " +
  "surprise surprised surprising surprisingly surrender surround surrounding surroundings survey survival survive " +
  "survivor suspect suspend suspended suspension suspicion sustain swallow swamp swarm sway swear sweat sweden " +
  "swedish sweep sweet sweetheart swell swerve swift swiftly swim swing swirl swiss switch swoop sword syllable " +
  "symbol symbolic symbolize symmetric symmetry sympathetic sympathy symphonic symphony symptom synthesis " +
  "synthetic system table tactual tail tailor take tale talent talk tall tangent tangled tank tape target task " +
  "taste tattered taunt taut taxi taxpayer teach teacher teaching team teamster tear tears technical technique " +
  "technological technology teen teenager telegraph telegrapher telephone television tell temper temperature " +
  "temple temporarily temporary tempt temptation tend tendency tender tension tent tentative tenth term terminate " +
  "terrible terribly terrific territory terror test testify testimony testing texas text textile texture thank " +
  "thanks thaw theater theatre theme then theologian theological theology theorem theoretical theory therapeutic " +
  "therapist therapy there thereafter thereby therefore therein thereof thereto thermal thermocouple thermometer " +
  "thick thicket thief thieving thigh thin thing things think thinking third thirteen thirty thither thorough " +
  "thoroughly though thought thoughtfully thousand thread threat threaten three threshold thrill throat throttle " +
  "through throw thrust thumb thump thunder thursday thus thwart thyroglobulin thyroid thyroxine tick tide tight " +
  "tighten tilt timber time timely times timing tiny tire tired tissue titer title toast today together toilet " +
  "tolerant tolerate tomb tomorrow tonal tone tongue tonight tool tooth topic torn torso torture toss total " +
  "totally touch tough tour tournament towel tower town trace tracing track tract trade trader tradition " +
  "traditional traditionalist traffic tragedy tragic trail train trained training tramp trample trance transducer " +
  "transfer transform transition translate translation transmission transmit transparent transport transportation " +
  "trap travel traverse tray tread treasure treasury treat treatment tree treetop trembling tremendous " +
  "tremendously trend trial tribute trick trigger trim trip triple triumph troop trooper troops trot trouble " +
  "trough truck trudge true truly trunk trust trustee truth tsunami tube tuck tuesday tumble tumor tune turmoil " +
  "turn turned twelve twenties twentieth twenty twice twine twist twitch type typical typically ultimate " +
  "ultimately ultrasonic ultraviolet unable unadjusted unanimously unavoidable unaware uncertain uncertainty " +
  "uncle unconscious unconsciously under underground underlie underline underlying undermine understand " +
  "understandable understanding undertake underway undoubtedly uneasy uneven unexpected unexpectedly unfold " +
  "unfortunate unfortunately unhappy unified uniform unify union unique unit unite unity universal universally " +
  "universe university unknown unlike unlikely unlock unmolested unnecessary unpaid unpleasant unprecedented " +
  "unsatisfactory unspeakable unstable unstructured unusual uphold upper upright uproar upset upstairs uptake " +
  "upward urban urge urgent usage used useful usefulness useless usual usually utility utilize utmost utopia " +
  "utopian utter utterly vacation vacuum vague vaguely vain valid validity valley valor valuable value valued " +
  "values vanish vapor variable variation varied variety various vary varying vase vast vastly vector veer " +
  "vegetable vehicle veil vein velocity vent venture venus verb verbal verify verse version vertex vertical very " +
  "vessel vest veteran vicious victim victory vientiane view viewpoint vigorous vigorously village vindication " +
  "vine violate violation violence violent violently virgin virginia virtually virtue viscosity visible vision " +
  "visit visitor visual vital vitality vitally vivid vocabulary vocational voice volley voltage voltaire volume " +
  "volunteer vote voter voting voyage vulnerable wage wagon wail wait wake wakeful walk wall wallop wallow wander " +
  "want ward warehouse warfare warm warmth warn warning warrant warsaw wash washing washington waste watch water " +
  "watercolor wave wavelength waver weak weaken weakness wealth weapon wear weary weather weave wednesday week " +
  "weekend weep weigh weight weird welcome well west western wheel while whip whirl whiskey whisky whisper " +
  "whistle white whole wholly wide widely widen widespread wield wife wiggle wild wildly will willing willingness " +
  "willow wind window wine wing wink winter wipe wire wisdom wise wish witch withdraw withhold withholding within " +
  "withstand witness witty wobble woman wonder wonderful wood wooden woods word words work workbench worker " +
  "working workout works workshop world worm worried worry worse worship worst worth worthy wound wounded wrangle " +
  "wrap wrath wreck wrench wrinkle wrist write writer writhe writing written wrong yank yankee yard year yearning " +
  "years yell yellow yesterday yield yokuts young youth youthful zero zinc";
