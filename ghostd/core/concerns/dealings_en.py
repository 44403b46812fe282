"""The English phrases by which clients complain, ask for more than was agreed, and leave.

Discontent counts where the writer feels it, or where it is about what was delivered; not every "wrong".
"""

from __future__ import annotations

from ghostd.core.concerns.phrasing import WORD, any_of, nor

_WE = (
    r"(?:i|we|they|he|she|everyone|everybody|nobody|people|(?:my|our|the) (?:\w{1,14} )?(?:boss|client|clients|customer"
    r"|customers|team|director|manager|board|management|partner|partners|colleagues|users|ceo|owner|staff))"
)
_AM = r"(?:am|are|is|was|were|feel|felt|have been|has been|had been|remain|be|must say i am|got|getting)"
_VERY = (
    r"(?:(?:very|quite|so|really|pretty|rather|too|a bit|a little|still|just|extremely|deeply|seriously|terribly|more"
    r"|than|increasingly|frankly|honestly|most|also|all|now|incredibly|profoundly|somewhat|beyond|truly|totally"
    r"|completely|highly|both|again|bitterly|not a little|getting|starting to get) ){0,3}"
)
_ABOUT = (
    r"(?:with|about|by|at|in|that) (?:how|you|your|the (?:\w{1,14} )?(?:work|result|results|way|quality|service|delays?"
    r"|design|site|website|web|delivery|text|texts|copy|translation|layout|logo|version|draft|outcome|communication"
    r"|state|progress|lack|level|number|response|job|print|project|handling|file|files|article|invoice|app|product)"
    r"|this (?:\w{1,14} )?(?:work|result|service|delay|delivery|outcome|situation|version|translation|quality|draft)"
    r"|all this|what (?:we|i|you|was)|(?:it|this) (?:took|has taken|is taking|still|was not)|i have not|we have not"
    r"|nobody|no one)"
)
_FAULT = r"(?:mistakes|errors|typos|faults|flaws|defects|misspellings|inaccuracies|bugs)"
_THING = (
    r"(?:file|version|logo|language|dates?|prices?|address|colou?rs?|names?|photos?|images?|pictures?|texts?|figures?"
    r"|numbers?|font|size|format|customer|client|product|amount|document|translation|page|invoice|link|title)"
)

COMPLAINT = any_of(
    rf"{_WE} {_AM} {_VERY}(?:unhappy|dissatisfied|disappointed|displeased|disgusted|appalled|shocked by your"
    r"|losing (?:patience|confidence|trust)|fed up with (?:you|the|this|these|your|how|all))",
    rf"(?:unhappy|dissatisfied|disappointed|frustrated|annoyed|upset|angry|furious|displeased) {_ABOUT}",
    r"(?:very|really|extremely|deeply|hugely|bitterly|most|rather|quite|so) disappoint(?:ed|ing)"
    r"|disappointing (?:results?|work|delivery|quality|outcome|service|experience|version|translation|draft)"
    r"|(?:feel|felt|been) (?:badly |a bit |really |very )?let down",
    rf"{_WE} {_AM} (?:\w{{1,10}} )?not (?:at all |very |really |entirely |too |particularly |exactly |quite |so |even |all"
    r" |that |remotely |completely |fully |overly |best |terribly |happy or ){0,2}"
    r"(?:happy|satisfied|pleased|impressed|thrilled|amused|content)"
    + nor(r"to|dealing|doing|until|if|unless|enough to|for you")
    + r"|(?:client|boss|customer|management|team) (?:is|are) (?:really |very )?(?:unhappy|angry|furious|upset)",
    r"(?:(?:this|that|it|they|these|which|work|quality|result|delivery|design|text|translation|version|layout|logo|draft|service) (?:is|are|was|were)|simply|frankly|really|clearly)(?: (?:\w{1,10}))? not "
    r"(?:good enough|up to (?:standard|scratch|par|the standard|the mark|the quality|the level)|what (?:we|i) "
    r"(?:had |have |were |was |are )?(?:actually |originally |clearly )?(?:agreed|asked|ordered|expect\w{0,3}|wanted"
    r"|discussed|paid|paying|signed up|had in mind|requested|briefed|promised|approved|had agreed|had asked)"
    r"|what was (?:agreed|promised|ordered|discussed|asked|requested|in the (?:brief|contract|quote|briefing))"
    r"|(?:as|like) (?:we )?(?:agreed|discussed|promised)|usable as it is|fit for purpose)",
    r"(?:this|that|it|which|the (?:quality|delay|work|result|delivery|service|situation|translation)|quality|delay)"
    r" (?:is|was|are|were|has been) (?:\w{1,10} )?(?:totally |completely |simply |just |quite )?(?:unacceptable"
    r"|not acceptable|inexcusable|unprofessional|a disgrace|a shambles|outrageous|a disaster|shoddy|sloppy work)"
    r"|(?:find|consider) (?:it|this|that) (?:\w{1,10} )?(?:unacceptable|unprofessional|inexcusable|outrageous)"
    r"|unacceptable (?:delay|quality|work|level|service|result|mistakes?|errors?|for us|to us|that you)",
    r"(?:wrong again|again wrong|still (?:all |completely )?wrong|wrong once (?:again|more)|wrong (?:yet|for the)"
    r" (?:again|second|third)|everything is wrong|(?:you|you have) got (?:it|this|that|(?:our|the|my) \w{1,14}) wrong)",
    rf"(?:you|your team|somebody|someone) (?:have |has )?(?:again |just |also )?(?:sent|delivered|used|published|printed"
    rf"|uploaded|put|given|gave|got|charged|billed|invoiced)(?: us| me| in)? the wrong|the wrong {_THING}"
    rf" (?:was|were|has|have|again|went|is (?:on|in|live|online|being)|got)|wrong {_THING} (?:again|was (?:printed|sent))",
    r"(?:make|making|file|filing|lodge|lodging|raise|raising|formal|official|register|with a|serious|our|my) (?:a |an )?"
    r"(?:formal |official |serious |second )?complaint"
    + nor(r"s?form|process|procedure|handling|department|page|system|team|management")
    + r"|(?:i|we) (?:have|had|want|wish|would like|need|must|have had|received|get|got|are getting|keep getting"
    rf"|have received|have to|am writing|are writing) (?:to )?(?:(?!no |not |never |any ){WORD}){{0,3}}complain(?:t|ts|ing)?"
    + nor(r"form|page"),
    r"(?:want|wants|request|requesting|demand|demanding|ask(?:ing)? for|expect|like|require|entitled to|insist on"
    r"|get|have|need) (?:a |an |our |my |the )?(?:full |partial |complete |immediate )?(?:refund|money back|reimbursement)"
    + nor(r"page|policy|flow|button|process|form|email|feature|section|module|function")
    + nor(r"guarantee|screen|request|requests|option|link|text|template|logic")
    + r"|refund (?:us|me|our|my|the (?:deposit|money|fee|payment|invoice|amount|difference))"
    r"|give (?:us|me) (?:our|my) money back",
    rf"(?:several|multiple|many|lots? of|a number of|so many|too many|numerous|serious|riddled with|full of|countless"
    rf"|still|quite a few|quite some|a lot of|more) (?:\w{{1,12}} )?{_FAULT} (?:in|on|throughout|with) (?:the|your|this"
    r"|our|it|what you|page|every)(?! (?:old|previous|earlier|original|code|build))|(?:riddled with|full of) (?:\w{1,10} )?" + _FAULT,
    r"(?:you|your team) (?:have |has )?(?:again |also |clearly |really )?(?:made|messed|screwed|ruined|botched|broke"
    r"|missed|ignored|forgot(?:ten)?|overcharged|failed)"
    r" (?:a |an |another |some |the |our |my |up |to (?:deliver|meet|include|tell|fix|answer|respond|keep) ?)"
    r"(?:\w{1,10} )?(?:mistakes?|errors?|deadlines?|site|website|order|brief|instructions|again|badly|everything"
    r"|feedback|what we|on time|(?=[.,!?]))|your (?:\w{1,10} )?mistake(?=[.,!?]|$| (?:cost|has|and|is))",
    r"(?:very |really |so |extremely |such |the )?(?:poor|bad|terrible|awful|low|shoddy|appalling|dreadful|lousy) "
    r"(?:quality (?:of|work|translation|and)|service|workmanship|communication|customer service)"
    + nor(r"pack|worker|unit|file")
    + r"|(?:quality|standard) (?:is|was|has been) (?:\w{1,10} )?(?:poor|bad|terrible|awful|dreadful|unacceptable|low)",
    r"(?:complete |total |utter )?waste of (?:our|my|everyone's) (?:time|money)|waste of money|breach of contract"
    r"|missed (?:another|our|every|the (?:agreed|second|third)) deadlines?|(?:legal action|small claims|take you to court"
    r"|my lawyer|our lawyers?|our solicitors?|my solicitor) (?=\w)"
    + nor(r"client|is reviewing|has approved"),
    r"(?:you|your team) (?:promised|assured|swore|had promised|have promised|guaranteed)"
    + nor(r"me you would"),
    r"(?:expected|deserve|deserved) (?:so much |much |far |a lot |something )?(?:better|more from you|more of you)"
    r"|(?:lost|losing) (?:all )?(?:confidence|trust|faith) in (?:you|your|this)"
    r"|not (?:the )?(?:quality|standard|service|level|result|professionalism) (?:that )?(?:we|i) (?:expect|are used|paid)",
    r"(?:cost|costing|costs) us (?:money|customers|sales|a (?:client|customer|lot)|clients|thousands|dear)"
    r"|(?:losing|lost) (?:money|customers|sales|orders|clients) (?:because|due|every|over|thanks|with|as)"
    r"|damag(?:ed|es|ing) our (?:reputation|image|brand|business)|embarrass(?:ed|es|ing) (?:us|me|for us|in front)",
    r"for the (?:second|third|fourth|fifth|umpteenth|nth|hundredth) time"
    + nor(r"in (?:a|my|his|her)|this (?:month|quarter) we"),
    r"still (?:is not|are not|has not been|have not been|not|not been) (?:fixed|corrected|resolved|right|sorted|solved)"
    r"|(?:is|are|has|have|was|were) still not (?:been )?(?:fixed|corrected|resolved|right|sorted|solved|what (?:we|i))"
    r"|(?:again|once more),? (?:the same|not what)|same (?:mistakes?|errors?) (?:again|as (?:last|before))",
)

_MORE = r"(?:changes?|tweaks?|pages?|things?|edits?|requests?|favou?rs?|features?|sections?|revisions?|rounds?|versions?"
_MORE += r"|points?|corrections?|adjustments?|items?|additions?|variants?|options?|banners?|languages?|slides?|screens?)"

SCOPE = any_of(
    r"one (?:more|last|other|final|further|additional|extra) (?:small |little |quick |tiny |minor )?"
    r"(?:thing|change|tweak|page|favou?r|request|addition|edit|item|feature|point|version)"
    + nor(r"to (?:note|mention|remember|consider)|which|worth|i (?:noticed|forgot to say|learned|wanted to say)"),
    r"(?:while|since|when|as) (?:you|you are|we are|you were) (?:at it|in there|on it|already (?:at|there|in|working))"
    r"|while at it|while (?:you|you are) (?:working|updating|changing|doing|fixing|editing)" + nor(r"your|my way|with"),
    rf"(?:another|an? additional|an? extra|an? new) (?:small |little |quick |tiny |minor )?{_MORE}"
    r" (?:for you|to (?:add|do|make|include)|please|we (?:would|need|want)|i (?:would|need|want)|if possible)"
    rf"|another (?:small|little|quick|tiny) {_MORE}",
    rf"(?:a few|some|a couple of|two|three|several|a couple) (?:more|extra|additional) "
    rf"(?:small |little |quick |tiny |minor )?{_MORE}" + nor(r"are|were|is|have|of mine|about|for|which|that (?:are|were|have)"),
    rf"just (?:a|one|another|some) (?:quick|small|tiny|little|minor) (?:{_MORE}|ask|extra)",
    r"(?:could|can|would|will) (?:you|we|it be possible to|you please|you maybe|you perhaps|you possibly)"
    r" (?:please )?(?:also|quickly|just quickly|additionally) (?:please )?(?:add|make|do|include|create|prepare|design"
    r"|write|translate|change|build|set up|update|give|throw|put|adapt|extend|produce|draw|record|edit|handle|cover|fix"
    r"|take care|have a look|look (?:at|into)|draft|integrate|move|migrate|develop|redo|optimi[sz]e|do)",
    r"(?:would|might|could) (?:also )?(?:be )?(?:great|nice|good|lovely|fantastic|possible|helpful|cool) (?:if (?:you|we)"
    r" (?:could|can) also|to also (?:have|add|get|include)|to (?:add|include|have) (?:an?|another|some) (?:\w{1,12} )?"
    rf"{_MORE}(?:,? too| as well))",
    r"(?:we|i) (?:(?:would|will|do|might|may) )?(?:also|additionally) (?:need|like|want|love|require)"
    r" (?:you to|to (?:add|have|include|get)|an?|another|some|the)",
    r"(?:we|i|they|my boss|the boss|the team|the client) (?:have |has |just |had )?(?:been thinking|decided"
    r"|realised|realized|came up with|wondered|are wondering|was wondering|were wondering) (?:if|whether|that|of|about) (?:\w{1,12} ){0,8}"
    r"(?:also|as well|another|in addition|additional|extra)"
    r"|(?:boss|team|client|we|i) thought (?:we|you) (?:could|should|might) (?:\w{1,12} ){0,6}(?:also|as well|another|too)",
    r"(?:it|this|that|they|which|surely|you|certainly|probably) (?:should|would|will|could|might|must|can) (?:not|only)"
    r" (?:take|be|cost|need) (?:you )?(?:too |very |that |so )?"
    r"(?:long(?! (?:before|until|enough))|much (?:work|more|effort|time|extra)|more than|a few (?:minutes|hours)|an? (?:minute|hour|moment)"
    r"|five minutes|\d{1,2} minutes|a big (?:deal|change))|quick favou?r|(?:small|little|tiny) extra(?:s|(?=[.,;:!?]))",
    r"(?:throw|squeeze|slip) (?:in|it in|that in|this in|those in|them in|in) (?:an?|another|some|too|as well|also|for)"
    r"|on top of (?:what|the) (?:we )?(?:agreed|agreement|original)|beyond the (?:original |agreed )(?:scope|brief|quote)"
    r"|(?:know|aware|reali[sz]e|understand|maybe|perhaps|probably|technically|strictly|bit|slightly) (?:\w{1,12} ){0,4}"
    r"(?:out of|outside|outside of|beyond|not in) (?:(?:the|our|original|agreed) ){0,3}scope"
    r"|(?:extend|expand|increase|widen)(?:ing)? (?:the |our )(?:original |agreed )?scope(?! of)|(?:was not|were not|is not|not) (?:part of|in|included in) the (?:original|initial|first) (?:quote|brief|scope"
    r"|offer|briefing|plan|agreement)|extra (?:page|pages|round|feature|features|section|version|language)s?"
    r"|(?:for|at) no (?:extra|additional) (?:cost|charge|fee)|without (?:extra|additional) (?:cost|charge)"
    r"|(?:within|included in|as part of) the (?:same|agreed|original|current) (?:price|budget|quote|fee)",
)

_JOB = (
    r"(?:the company|the firm|the agency|the organi[sz]ation|the business|the team|the practice|the studio|the office"
    r"|my (?:job|position|role|post|current (?:job|role|position))|(?:this|the) (?:job|role|position|post|project)|my employer"
    r"|our company|our team|this company)"
)
_LAST = r"last (?:working )?day" + nor(r"before|of (?:my|the|our) (?:holiday|vacation|trip|course|conference)")

LEAVING = any_of(
    rf"(?:i|he|she|who) (?:am|is|will be|will|have|has|had|would be|shall be)? ?(?:{WORD}){{0,2}}"
    rf"(?:leaving|leave|left|leaves|quit|quitting|departed|departing|departing from) {_JOB}"
    + nor(r"early|open|as|for (?:today|lunch|the day|the weekend)|now|at \d|in an? (?:hour|minute)"),
    r"(?:i|he|she) (?:am|is|will be) (?:{0})?leaving (?:[\w'&.-]{{1,20}} ){{1,3}}(?:at the end of|effective|as of|after"
    r" \w{{1,8}} years|to (?:start|join|pursue|take up))".format(WORD),
    rf"(?:my|his|her) {_LAST} (?:at|with|here|in|is|will be|was|as|on|today|tomorrow)"
    rf"|(?:is|be|was|will be) (?:my|his|her) {_LAST}(?=[.,;!]| (?:at|with|here|in|of work|as))",
    r"not (?:work|working|employed|be working|be|with|at) (?:at|for|with|here|in|us)(?: [\w'-]{1,20}){0,3} any ?more"
    r"|no longer (?:work|works|working|employed|employs?|with|part of|be working|be with|at)"
    r" (?:at|for|with|here|in|by|us|the (?:company|team|firm|organi[sz]ation|agency)|on (?:this|the) (?:project|account))",
    r"(?:hand(?:ing|ed)?|handing|pass(?:ing|ed)?) (?:it|this|everything|things|you|the \w{1,14}|my \w{1,14}|all of this"
    r"|over the \w{1,14}|all \w{1,12}|on the \w{1,14}|this \w{1,14})? ?(?:over|on) to (?:my|our|the|a|an|your|[\w-]{2,20}"
    r"(?= who| from| as|,|\.|$))|handing over (?:my|the|all|everything|responsibilit\w{1,3})|(?:the|a|my|do a|for) hand-?over"
    + nor(r"of the (?:patch|keys|lock)|function|protocol|mode"),
    rf"(?:will|is going to|shall|is|has|have|are|would) (?:be )?(?:{WORD}){{0,2}}(?:taking|take|taken|took) over"
    r" (?:from me|for me|my|from here|as|the (?:project|account|contact|role|communication|position|coordination|matter)"
    r"|this (?:project|account|matter|topic|role)|all|his|her|your (?:project|account)|responsib|from [a-z]{2,20}|in my)",
    r"(?:your|the|our) new (?:main |primary |single )?(?:point of )?contact(?: person)?(?: here)? (?:is|will|from|at|for|as)"
    r"|new (?:contact person|point of contact|account manager|project (?:lead|manager|owner)) (?:is|will|from|at|for)"
    r"|(?:as|be) your new (?:\w{1,10} )?contact|(?:as|is|be|of) (?:my|your) (?:main |new )?(?:point of )?contact from now",
    r"from (?:now|today|next (?:week|month)|tomorrow|monday) (?:on|onwards?|on please)?,? ?(?:please |kindly )?"
    r"(?:contact|write to|address|direct|get in touch|talk to|speak to|email|send (?:all|everything|any)"
    r"|[a-z-]{2,20} (?:[a-z-]{2,20} )?(?:will be|will take|is (?:your|responsible|in charge)|will look))",
    r"(?:my|his|her) (?:successor|replacement)"
    + nor(r"part|unit|for (?:the|a|an) (?:part|disk|drive|cable)"),
    r"(?:i|he|she) (?:have |has |am |is )?(?:just )?(?:resign(?:ed|ing)|quit my job|hand(?:ed|ing) in (?:my|his|her) notice"
    r"|g(?:ave|iven) (?:in )?(?:my |his |her )?notice|retir(?:ing|ed|e) (?:at|in|from|on|next|this|after|as|soon|and))"
    r"|(?:my|his|her) (?:resignation|retirement|departure (?:from|at|on|as)|notice period)|i am retiring|i will be retiring",
    r"(?:i am|i will be|is|decided to|time to|i have decided to) (?:{0})?mov(?:e|ing) on(?: to (?:a )?(?:new|other|another"
    r"|pastures|my next)| from (?:the|my|this|acme)|(?=[.,!]))".format(WORD)
    + r"|(?:start(?:ing|ed)?|accepted|taken|taking|found|got|have) (?:a|my) new (?:job|role|position|challenge)"
    r"(?: elsewhere| at| with| in|(?=[.,!]))|chang(?:e|ing|ed) (?:jobs?|employers?|companies)|new chapter"
    r"|pursue (?:other|new|a new) (?:opportunit|challenge|career|venture)\w{0,5}|(?:have|has) moved to (?:a )?(?:new"
    r"|another|different) (?:role|position|department|company|team|job)|left for (?:a )?new (?:job|opportunit\w{1,4}|role)",
)
