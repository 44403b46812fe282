"""The English phrases by which people tell of distress: illness, death, ruin.

Nouns that machines, contracts and other people's business share with distress count only with somebody who
suffers beside them.
"""

from __future__ import annotations

from ghostd.core.concerns.phrasing import WORD, any_of, nor

_KIN = (
    r"(?:(?:(?:great-?)?grand|step|god)?-?(?:mother|father|mum|mom|mummy|dad|daddy|parent|son|daughter|child|children"
    r"|ma|pa)s?|kids?|baby|babies|boys?|girls?|twins|toddler|(?:step-?)?(?:brother|sister|sibling)s?|gran|granny|nana"
    r"|(?:mother|father|brother|sister|parents?)-in-law|in-laws|uncle|aunt|auntie|aunty|cousin|niece|nephew"
    r"|wife|husband|spouse|partner|fiancee?|boyfriend|girlfriend|family|(?:family )?member|relative"
    r"|better half|other half)"
)
_MATE = (
    r"(?:friend|colleague|co-?worker|boss|business partner|(?:co-?)?founder|(?:managing )?director|owner|ceo|cto|cfo"
    r"|chairman|chairwoman|president|manager|assistant|accountant|neighbou?r|teammate|team member|mentor|teacher)"
)
NEAR = rf"(?:{_KIN}|{_MATE})"
"""Who is near to somebody: of whom a writer tells as of himself."""
_MY = r"(?:my|our|his|her|their)"
_SOMEBODY = (
    rf"(?:i|we|he|she|they|{_MY} (?:{WORD}){{0,2}}(?:{_KIN}|{_MATE})|everyone|everybody|half the team)"
)
_THEIRS = rf"(?:{_MY} (?:{WORD}){{0,2}}(?:{_KIN}|{_MATE})'s?|{_MY})"
_IS = r"(?:am|is|are|was|were|been|being|be|fell|falls|fall|fallen|feel|feels|feeling|felt|got|get|getting|gotten"
_IS += r"|became|become|taken|took|'s)"
_VERY = (
    r"(?:(?:very|quite|so|really|pretty|rather|too|a bit|a little|still|just|also|both|all|now|again|currently|been"
    r"|seriously|gravely|badly|terribly|extremely|severely|critically|suddenly|unexpectedly|unfortunately|sadly|back"
    r"|feeling|actually|both|rather|off|at home|chronically|terminally|violently|mentally|quite) ){0,3}"
)
_WHILE = r"(?=[.,;:!?)]|$| (?:and|but|so|since|for|at|with|this|these|today|again|all|in|on|right|now|lately|recently))"
_LIMB = (
    r"(?:leg|arm|ankle|wrist|hip|foot|hand|collarbone|nose|rib|elbow|finger|thumb|neck|back|shoulder|knee|toe|pelvis"
    r"|skull|jaw|kneecap|spine)s?"
)
_DISEASE = (
    r"(?:flu|influenza|covid(?:-?19)?|corona(?:virus)?|pneumonia|(?:high |bad |terrible )?fever|migraines?|bronchitis"
    r"|norovirus|stomach bug|food poisoning|shingles|appendicitis|sepsis|meningitis|tonsillitis|cancer|leuk[ae]+mia"
    r"|lymphoma|tumou?r|brain tumou?r|dementia|alzheimer's?|slipped disc|kidney stones?|chickenpox|mononucleosis"
    r"|(?:chest|lung|kidney|ear|throat|eye|tooth|serious|nasty|viral|bacterial) infection"
    r"|(?:bad|nasty|terrible|heavy|horrible|awful) (?:cold|cough|virus)|heart (?:condition|problems?|trouble)"
    r"|(?:severe |bad |terrible )back (?:pain|problems?|trouble)|depression|burn-?out|panic attacks?|concussion)"
)
_HEALTH = r"(?:health|medical)"

ILLNESS = any_of(
    rf"{_IS} {_VERY}(?:ill|sick)"
    + nor(r"and tired|of|to death|to the|at ease|posed|conceived|defined|formed|advised")
    + nor(r"suited|equipped|fated|informed|prepared|timed|founded|designed|used|on purpose"),
    rf"unwell|{_IS} {_VERY}poorly{_WHILE}|under the weather",
    rf"(?:not|never) {_VERY}(?:been |feeling |feel |felt |at all ){{0,2}}well"
    r"(?=[.,;:!)]|$| (?:lately|recently|since|at the moment|these|this|today|so|enough to|right now|at all))",
    r"(?:call(?:ed|ing)?|phoned|signed|off|out|home|leave|in bed) sick" + nor(r"of"),
    r"(?:off|away from) work (?:with|due|because|ill|sick)|signed off(?: work| from work| by (?:my|the) doctor| with)",
    r"(?:on|taking|my|his|her|extended|long-term|from|start\w*|to take) (?:paid |long-term |extended |indefinite )?"
    r"(?:sick|medical|stress|disability) leave|(?:medical|sick) leave (?:until|till|from|since|for|of absence|due)",
    r"(?:taking|took|take|having|had|have) (?:a|some|two|three|few|several) sick days?",
    rf"(?:a|{_MY}|the|with|two|both|have|has|by|for|after|of) (?:very |seriously |terminally )?"
    rf"(?:sick|ill|poorly) {_KIN}" + nor(r"policy"),
    r"(?:an?|the|my|his|her|our|their|to|of|with|from|by|through|serious|long|sudden|short|severe|family|recent|critical"
    r"|terminal|and|or) (?:illness|sickness)"
    + nor(r"cover|insurance|policy|prevention|benefits?"),
    rf"(?:for|due to|because of|owing to|with|have|had|has|having|some|{_THEIRS}|personal|serious|unexpected|family"
    rf"|severe|of) (?:{WORD}){{0,2}}{_HEALTH} (?:reasons?|scare|problems?|issues?|condition|situation|complications?"
    r"|emergency|setback|crisis|trouble|matters?)",
    rf"(?:{_HEALTH}|family|personal) (?:scare|emergency)|{_THEIRS} (?:mental |own )?health"
    + nor(r"insurance|care|app|check|data|product|business|client|website"),
    r"(?:in|into|at|to|from|out of) (?:the )?(?:hospital|intensive care|icu|a&e|emergency room|er) (?:with|since|until"
    r"|because|for an? |after|again|last|yesterday|this|today|and (?:will|can|am|is|not|won)|right|at the moment|now"
    r"|all|bed|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|due|following|waiting|myself|again|visit)",
    rf"{_IS} {_VERY}(?:at |in |in and out of |into |to |out of )(?:the )?(?:hospital|intensive care|icu|hospice|a&e)"
    + nor(r"website|group|management|project|site|admin|administration|meeting|to discuss"),
    r"(?:went|go|going|gone|had to go|rushed|taken|admitted|brought|end\w* up|landed|staying|stay|stuck|lying|spent"
    rf"|spending|visiting|sitting|still|back|currently|came|home) (?:{WORD}){{0,4}}"
    r"(?:at|in|into|to|from|out of) (?:the |a )?(?:hospital|intensive care|icu|a&e|emergency room|hospice)"
    + nor(r"website|group|management|project|site|administration|meeting"),
    r"hospitali[sz](?:ed|ation)|intensive care|in an? (?:induced |deep )?coma|life support|in a hospice|palliative care"
    r"|called (?:an|the) ambulance|by ambulance|critical condition|bed-?ridden|bed rest|on crutches|self-isolating",
    r"(?:having|had|have|has|need|needs|needed|undergo\w{0,4}|underwent|scheduled for|in|into|for|after|from|before"
    rf"|facing|awaiting|following|requires?|required|{_THEIRS}|emergency|heart|knee|hip|back|brain|eye|spinal"
    rf"|open-heart|minor|major|urgent|cancer) (?:{WORD}){{0,2}}surgery"
    + nor(r"on the code|website|app"),
    r"(?:needs?|needed|underwent|undergo\w{0,4}|having|had|have|has|going in for|recover\w{0,4} from|after|before) an?"
    r" (?:urgent |minor |small |major |emergency |heart |knee |hip |back |eye |serious |big )?operation"
    + nor(r"that|which|to|in progress|fail|failed|mode|on (?:the|a|an|this|that|each)|like"),
    rf"{_THEIRS} (?:heart |knee |hip |back |eye |urgent |upcoming )?operation"
    + nor(r"s?on|to|in|of|is|manual|team|mode|costs|has|across|will"),
    r"(?:was|were|been|being|be|get|got|getting) operated on",
    rf"{_SOMEBODY} (?:{WORD}){{0,2}}(?:was|were|am|is|are|been|being|got|just) (?:\w{{1,12}} ){{0,2}}diagnosed|diagnosed (?:me|him|her|us|{_MY} (?:{WORD}){{0,2}}{_KIN}) with|diagnosed with (?:{WORD}){{0,3}}{_DISEASE}|{_THEIRS} diagnosis"
    r"|(?:cancer|terminal|shock|bad|devastating) diagnosis",
    rf"(?:have|has|had|having|got|gets?|caught|catch|catching|down with|in bed with|ill with|sick with|battling|fighting"
    rf"|off with|beating|suffer\w{{0,3}} from|recover\w{{0,4}} from|because of|due to|{_THEIRS}|positive for|with)"
    rf" (?:a |an |the |my |his |her |really |severe |serious |bad |stage \w{{1,5}} |\w{{1,10}} )?{_DISEASE}"
    + nor(r"research|charity|campaign|foundation|patients?|data|care|cent(?:re|er)|awareness")
    + nor(r"restrictions?|rules?|measures?|lockdowns?|situation|pandemic|crisis|outbreak|app")
    + nor(r"support|prevention|survivors?|sufferers?|treatment cent(?:re|er)s?|vaccin\w{1,6}|times"),
    r"tested positive|positive (?:covid )?test|chemo|(?:radio|chemo)therapy|radiation treatment|biops(?:y|ies)",
    r"heart attack|cardiac arrest|nervous breakdown|premature(?:ly)? (?:birth|born)|pregnancy complications"
    r"|(?:had|has had|have had|having|suffered|suffers|after|from) an? "
    r"(?:\w{1,10} )?(?:stroke|seizure|breakdown|aneurysm|h[ae]+morrhage)",
    rf"(?:broke|broken|breaks|fractured?|dislocated|sprained|injured) {_MY} (?:\w{{1,10}} )?{_LIMB}"
    rf"|(?:a|with a|two|both) (?:broken|fractured|sprained|dislocated) {_LIMB}",
    r"(?:had|have had|has had|in|after|following|suffered|involved in) an? (?:\w{1,12} )?accident"
    r"|(?:car|traffic|road|bike|bicycle|motorbike|motorcycle|skiing|ski|work|riding) accident",
    rf"(?:i|we|he|she|{_SOMEBODY}) (?:am|is|are|was|were|got|have been|has been) {_VERY}(?:injured|wounded|hurt badly)"
    rf"|{_THEIRS} injur(?:y|ies)",
    rf"(?:i|we|he|she|{_SOMEBODY}) (?:am|is|are|was|were|feel|got|have|has) {_VERY}(?:completely |totally |utterly )?"
    r"burn(?:ed|t)[ -]out|(?:with|my|from|due to|into|near|a|suffering) (?:a )?burn-?out"
    + nor(r"candles?|game"),
    r"recover(?:ing|ed|y)? (?:\w{1,10} )?from (?:my|his|her|an?|the|covid|flu|surgery) ?(?:\w{1,12} )?"
    r"(?:illness|operation|injury|stroke|procedure|treatment|fall|sickness|virus|bug)",
    r"terminally ill|(?:doctor|consultant|specialist|surgeon)s? (?:has |have |had )?(?:told|ordered|advised|signed|said)"
    r"|doctor's orders|see(?:ing)? (?:a|my|the) doctor|at the doctor(?:'s|s)?",
    rf"(?:going through|having|had) (?:a|an) (?:{WORD}){{0,2}}(?:time|period|patch|moment) (?:personally|at home"
    r"|in my (?:family|private|personal)|with my (?:family|health))",
)

_LATELY = r"(?:(?:has|have|had|just|recently|sadly|suddenly|unexpectedly|both|also|unfortunately|very|so|now) ){0,4}"
_MACHINES = (
    r"(?:(?:server|laptop|computer|pc|machine|phone|mac|macbook|dis[ck]|drive|hdd|ssd|raid|array|battery|router|modem"
    r"|screen|monitor|printer|site|website|connection|internet|network|link|process|job|task|thread|script|program"
    r"|app|daemon|box|host|node|cluster|system|board|motherboard|card|gpu|psu|supply|controller|kernel|vm|container"
    r"|instance|session|service|build|tests?|car|engine|fan|cable|power|boiler|fridge|project|idea|discussion|it"
    r"|conversation|momentum|wifi|tablet|camera|device|code"
    r"|proposal|line|call|keyboard|mouse|adapter|plugin|bot|worker|queue|database|db)s?)"
)
MACHINE = rf"{_MACHINES} {_LATELY}"
"""What dies without being mourned, up to its verb."""
_WHEN = (
    r"(?:last (?:night|week|month|weekend|year|(?:mon|tues|wednes|thurs|fri|satur|sun)day)|yesterday|this (?:morning|week|weekend)"
    r"|peacefully|in (?:his|her) sleep|after a (?:long|short|brief)|suddenly|unexpectedly|of cancer|from cancer)"
)

BEREAVEMENT = any_of(
    r"pass(?:ed|ing) away|pass(?:ed|ing) of (?:my|our|his|her|their)|lost (?:his|her) (?:life|battle|fight)",
    rf"(?:he|she|who|{_MY} (?:{WORD}){{0,3}}(?:{_KIN}|{_MATE}|dog|cat)|(?:the|a|an|one of our|one of my) (?:{WORD}){{0,2}}"
    rf"(?!manager|assistant){_MATE}|{_KIN} of (?:a|one of|my|our) (?:{WORD}){{0,2}}{_MATE}) {_LATELY}(?:died"
    r"|passed (?:peacefully|last (?:night|week)|yesterday|suddenly|unexpectedly)|was killed|is dying|did not make it|was found dead|took (?:his|her) own life|committed suicide|are dying)"
    + nor(r"me|on (?:the|to|your|my|it)|your|the|it|this|that|down|by|over|along"),
    rf"(?:he|she|{_MY} (?:{WORD}){{0,2}}(?:{_KIN}|{_MATE}|dog|cat)) {_LATELY}is dead"
    + nor(r"wrong|right|set|serious|tired|sure|on|against|certain|keen|easy"),
    rf"died {_WHEN}",
    rf"(?:lost|losing|lose) (?:{_MY}|a|an|one of (?:our|my)|both) (?:{WORD}){{0,2}}(?:{_KIN}|friend|colleague|dog|cat"
    r"|loved one|parents|founder|director|co-?founder)" + nor(r"account|page|site|website"),
    rf"loss of (?:{_MY}|a|an|one of our|one of my) (?:{WORD}){{0,2}}(?:{_KIN}|{_MATE}|loved one|dog)",
    r"(?:a|recent|sudden|tragic|terrible|personal|great) loss in (?:the|my|our|his|her) (?:family|team|office)"
    r"|suffered a (?:terrible|great|family|personal|tragic|devastating|huge) loss|family (?:tragedy|loss|death)"
    r"|(?:my|our|dealing with (?:a|the)|after (?:a|the)|due to (?:a|the)) (?:\w{1,10} )?(?:personal|family|tragic) loss",
    rf"(?:death|dying|burial|cremation|deaths?) (?:of|in) (?:{_MY}|a|an|the family|one of (?:our|my))"
    rf"|(?:a|family) death in|{_MY} (?:{WORD}){{0,2}}(?:{_KIN}|{_MATE})'s (?:sudden |unexpected |recent )?"
    r"(?:death|passing|burial|suicide)",
    r"funeral"
    + nor(r"homes?|directors?|parlou?rs?|industry|business|company|services? (?:web|page|client)")
    + nor(r"website|site|planning|provider|brochure|plans?"),
    r"bereave(?:d|ment)"
    + nor(r"counsell?(?:ing|ors?)|charity|services?|support group|website|page"),
    r"compassionate leave|in mourning|mourning (?:the|my|our|his|her)|grieving"
    r"|memorial service|(?:my|our|her|his|their|the) grief|in grief|we are mourning|still mourning",
    r"buried (?:my|our) (?:\w{1,12} )?" + _KIN + r"|(?:at|after|for) the (?:burial|cremation|wake)",
    rf"(?:my|our|the|her|a) (?:miscarriage|stillbirth)|miscarried|had a miscarriage|(?:was|were) stillborn|stillbirth"
    rf"|{_KIN} was stillborn|lost (?:the|our|my|her) (?:unborn )?baby",
    r"(?:thank you|thanks|grateful|appreciate)(?: \w{1,12}){0,4} condolences",
    r"was widowed|left (?:me|him|her) a widow(?:er)?",
)

_BROKE = r"(?=[.,;!?)]|$| (?:at|right|and|now|until|so|because|after|since|this|due|but))"
_FIRM = r"(?:company|business|firm|agency|studio|start-?up|restaurant|subsidiary|organi[sz]ation|charity|shop|practice)"
_ASSETS = rf"(?:the|our|my|this|their) (?:\w{{1,12}} )?(?:{_FIRM}|operations|doors)"

INSOLVENCY = any_of(
    r"insolven(?:t|cy|cies)"
    + nor(r"law|lawyers?|services?|specialists?|department|blog|page|section|website|clause"),
    r"(?:file[sd]?|filing|declare[sd]?|declaring|go|goes|went|gone|going|am|are|is|be|been|facing|near|avoid|into|into"
    r"|verge of|brink of|close to|for|the|our|personal|from|through|in|of) (?:(?:for|now|technically|practically|effectively|almost"
    r"|nearly|basically|essentially|officially|personal|voluntary|into) ){0,2}bankrupt(?:cy)?"
    + nor(r"law|lawyers?|idea|of ideas|website|code|court records"),
    r"(?:file[sd]?(?: for)?|filing(?: for)?|under|enter(?:s|ed|ing)?|into|gone|declared?|going) chapter"
    r" (?:11|7|13|eleven)|chapter (?:11|7|13|eleven) (?:bankruptcy|protection|proceedings?|filing|reorgani\w{1,8})",
    rf"(?:go|goes|gone|going|went|put|placed|fall|fallen|forced|entered|entering|enters?|facing|slid|heading|called in"
    rf"|{_FIRM} is|we are|been) (?:{WORD}){{0,3}}administration"
    + nor(r"panel|area|page|mode|interface|console|rights?|team|section|menu|tool|of")
    + nor(r"dashboard|department|guide|screen|module|view|costs?|fees?|work|tasks?|office"),
    r"administrators? (?:have been |has been |were |was |are |being )?(?:appointed|called in|brought in|taking over)"
    r"|(?:appoint(?:ed|ing)|called in|calling in) (?:the |an )?(?:administrators?|receivers?|liquidators?)",
    r"(?:in|into|voluntary|compulsory|facing|forced|provisional|to) liquidation|liquidators?|receivership"
    r"|winding[ -]up (?:petition|order|proceedings)|wound up"
    + nor(r"with|using|doing|in|being|at|on"),
    rf"(?:wind(?:ing)?|clos(?:e|ed|ing)|shut(?:ting)?|fold(?:ed|ing)?) (?:up |down )?{_ASSETS}(?: down)?"
    + nor(r"for|at|on|early|until|over|between|from|during|cards?|deals?|accounts?"),
    r"(?:company|business|firm|agency|studio|start-?up|restaurant) (?:is|will be|has been|had to be|has) "
    r"(?:being |now )?(?:clos(?:ed|ing)|shut(?:ting)?|wound|dissolved|folded|winding)(?: down| up)?"
    + nor(r"for|at|on|early|until|over|between|from|during|today|tomorrow|this"),
    r"(?:cease[sd]?|ceasing|stop(?:ped|ping)?) trading|ceas(?:e|ed|ing) (?:all )?operations"
    r"|(?:go|goes|going|gone|went|put us|putting us|puts us) (?:out of business|under|bust|belly up|to the wall)"
    + nor(r"the|my|a|test|this|your|our|anaesthetic|anesthesia|review|different"),
    r"(?:our|my|all|other|main|with|the) creditors|creditors'? (?:meeting|agreement|voluntary|are|have)"
    r"|company voluntary arrangement|debt restructuring|restructur\w{1,4} (?:of )?(?:our|the) debts?",
    r"cash[ -]?flow (?:is |has |has been |was )?(?:(?:still|very|really|extremely|a bit|quite|rather|currently|so) ){0,2}"
    r"(?:problems?|issues?|difficult\w{0,4}|crisis|crunch|squeeze|troubles?|constraints?|challenges?|shortage|worries"
    r"|tight|bad|poor|terrible|awful|strained|gap|hiccup|bottleneck|situation|dried)"
    r"|(?:problems?|issues?|trouble|difficult\w{1,4}|struggling|tight) (?:with|on|in|of) (?:our |the |my )?cash[ -]?flow",
    r"(?:short (?:of|on)|(?:run|ran|running) (?:out of|low on|short of)|out of|no|without|not enough"
    r"|not have (?:the|any|enough)) (?:\w{1,8} )?(?:cash|money|funds|funding|runway|liquidity)"
    r"(?=[.,;!?)]|$| (?:at|left|to pay|to (?:continue|keep|go|finish|cover|settle)|and|right|now|until|so|because|in the)"
    r"| for (?:salaries|wages|rent|invoices|suppliers|this|the|your))",
    r"(?:cash|money|finances?|budgets?|things) (?:is|are|has been|have been|was|were) "
    r"(?:(?:very|really|extremely|a bit|quite|rather|so|financially|currently|still) ){0,2}tight (?:financially|right now"
    r"|at the moment)|(?:cash|money) (?:is|'s|has been) (?:\w{1,10} )?tight|cash-strapped|liquidity (?:problems?|issues?"
    r"|crisis|crunch|shortage|squeeze|gap)|(?:money|financial) (?:problems?|troubles?|worries|difficult\w{1,4}|hardship"
    r"|crisis|distress|strain|straits|collapse|mess)" + nor(r"management|modell?ing"),
    rf"(?:{_FIRM}|we|i) (?:is|are|am|was|were|have been|has been) (?:{WORD}){{0,2}}(?:struggling (?:financially"
    r"|to (?:pay|survive|stay afloat|keep (?:going|afloat)|make ends|cover (?:our|the)))|financially struggling"
    r"|in (?:\w{1,10} )?financial|in (?:serious |deep |heavy )?debt|heavily in debt|deeply in debt|in arrears)",
    r"(?:can not|could not|unable to|not able to|not in a position to|no way to|will not be able to|struggling to"
    r"|can no longer|are not going to be able to|cannot afford to|not afford to|hard to|difficult to)"
    r" (?:currently |really |actually |simply |possibly |even )?(?:pay|settle)(?: back)?"
    rf"(?=[.,;!?)]|$| (?:{WORD}){{0,3}}(?:you|your|the|this|that|it|our|my|at|right|yet|until|now|in full|any|everyone"
    r"|staff|suppliers|salaries|wages|bills|on time|for|them|these|all|more|anything|invoices?)\b)"
    + nor(r"attention|more attention|a visit|close|by|with|via|online|using|through")
    + rf"(?! (?:{WORD}){{0,4}}(?:by|with|via|online|through|using|card|paypal|link|stripe|attention|page|button)\b)",
    r"(?:can not|could not|can no longer|unable to|not able to) (?:currently |really |actually |simply )?afford"
    r"(?=[.,;!?)]|$| (?:it|you|your|to (?:pay|continue|keep (?:you|going|the|paying)|hire|go on)|the (?:invoice|fees?|cost"
    r"|project|rest|payment|work|next)|any (?:more|further|freelanc)|further|this (?:invoice|project|anymore|any))\b)",
    r"(?:bank )?accounts? (?:has|have) been (?:frozen|seized)|froze(?:n)? our (?:bank )?accounts?"
    r"|(?:laid|lay|laying|had to let|letting) (?:\w{1,10} )?(?:off|go) (?:\w{1,10} )?(?:of )?(?:staff|people|employees|team"
    r"|half|most|everyone|everybody|all|our|the whole|\d{1,4}|several|some|workers|colleagues)"
    r"|(?:been|was|were|got|being|getting) laid off|lay-?offs|redundancies|redundancy (?:notice|package|process|consultation|pay|talks)",
    r"made (?:\w{1,10} )?redundant|(?:our|the) (?:main |lead |biggest )?"
    r"(?:funding|financing|investors?|investment|grant|funds) (?:round )?(?:has |have |had |was |were )?(?:just )?"
    r"(?:fell through|fallen through|been pulled|pulled out|withdr[ae]wn?|backed out|dried up|been withdrawn|ran out"
    r"|run out|collapsed|been cut off)|(?:lost|losing) (?:our|all|the) (?:funding|financing)",
    r"(?:i|we|company) (?:am|are|is) (?:flat |totally |completely |basically |simply )?broke" + _BROKE,
    rf"{_FIRM} (?:is|has been) (?:going|gone) through (?:a|an|some) (?:{WORD}){{0,2}}(?:time|times|period|patch|situation)"
    r"|going through (?:a|an|some) (?:\w{1,10} )?(?:financial|financially) (?:\w{1,12} )?(?:time|times|period|patch"
    r"|situation)|payment moratorium|suspension of payments|saving the (?:company|business) from",
)
