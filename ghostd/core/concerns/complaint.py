"""Discontent with what was delivered; folded.

It counts where the writer feels it, or where it is about the work: not every "wrong".
"""

from __future__ import annotations

from ghostd.core.concerns.phrasing import WORD, any_of, nor

_WE = (
    r"(?:i|we|they|he|she|everyone|everybody|nobody|people|(?:my|our|the) (?:\w{1,14} )?(?:boss|client"
    r"|clients|customer|customers|team|director|manager|board|management|partner|partners|colleagues|users"
    r"|ceo|owner|staff))"
)

_AM = r"(?:am|are|is|was|were|feel|felt|have been|has been|had been|remain|be|must say i am|got|getting)"

_VERY = (
    r"(?:(?:very|quite|so|really|pretty|rather|too|a bit|a little|still|just|extremely|deeply|seriously"
    r"|terribly|more|than|increasingly|frankly|honestly|most|also|all|now|incredibly|profoundly|somewhat"
    r"|beyond|truly|totally|completely|highly|both|again|bitterly|not a little|getting"
    r"|starting to get) ){0,3}"
)

_ABOUT = (
    r"(?:with|about|by|at|in|that) (?:how|you|your|the (?:\w{1,14} )?(?:work|result|results|way|quality"
    r"|service|delays?|design|site|website|web|delivery|text|texts|copy|translation|layout|logo|version|draft"
    r"|outcome|communication|state|progress|lack|level|number|response|job|print|project|handling|file|files"
    r"|article|invoice|app|product)|this (?:\w{1,14} )?(?:work|result|service|delay|delivery|outcome"
    r"|situation|version|translation|quality|draft)|all this|what (?:we|i|you|was)|(?:it|this) (?:took"
    r"|has taken|is taking|still|was not)|i have not|we have not|nobody|no one)"
)

_FAULT = r"(?:mistakes|errors|typos|faults|flaws|defects|misspellings|inaccuracies|bugs)"

_THING = (
    r"(?:file|version|logo|language|dates?|prices?|address|colou?rs?|names?|photos?|images?|pictures?|texts?"
    r"|figures?|numbers?|font|size|format|customer|client|product|amount|document|translation|page|invoice"
    r"|link|title)"
)

ENGLISH = any_of(
    rf"with the wrong (?:\w{{1,12}} )?{_THING}|wrong (?:\w{{1,12}} )?{_THING} again",
    rf"{_WE} {_AM} {_VERY}(?:unhappy|dissatisfied|disappointed|displeased|disgusted|appalled|shocked by your"
    r"|losing (?:patience|confidence|trust)|fed up with (?:you|the|this|these|your|how|all))",
    rf"(?:unhappy|dissatisfied|disappointed|frustrated|annoyed|upset|angry|furious|displeased) {_ABOUT}",
    r"(?:very|really|extremely|deeply|hugely|bitterly|most|rather|quite|so) disappoint(?:ed|ing)"
    r"|disappointing (?:results?|work|delivery|quality|outcome|service|experience|version|translation|draft)"
    r"|(?:feel|felt|been) (?:badly |a bit |really |very )?let down",
    rf"{_WE} {_AM} (?:\w{{1,10}} )?not (?:at all |very |really |entirely |too |particularly |exactly |quite "
    rf"|so |even |all"
    r" |that |remotely |completely |fully |overly |best |terribly |happy or ){0,2}(?:happy|satisfied|pleased"
    r"|impressed|thrilled|amused|content)"
    + nor(r"to|dealing|doing|until|if|unless|enough to|for you")
    + r"|(?:client|boss|customer|management|team) (?:is|are) (?:really |very )?(?:unhappy|angry|furious"
    r"|upset)",
    r"(?:(?:this|that|it|they|these|which|work|quality|result|delivery|design|text|translation|version"
    r"|layout|logo|draft|service) (?:is|are|was|were)|simply|frankly|really"
    r"|clearly)(?: (?:\w{1,10}))? not (?:good enough|up to (?:standard|scratch|par|the standard|the mark"
    r"|the quality|the level)|what (?:we|i) (?:had |have |were |was |are )?(?:actually |originally "
    r"|clearly )?(?:agreed|asked|ordered|expect\w{0,3}|wanted|discussed|paid|paying|signed up|had in mind"
    r"|requested|briefed|promised|approved|had agreed|had asked)|what was (?:agreed|promised|ordered"
    r"|discussed|asked|requested|in the (?:brief|contract|quote|briefing))|(?:as|like) (?:we )?(?:agreed"
    r"|discussed|promised)|usable as it is|fit for purpose)",
    r"(?:this|that|it|which|the (?:quality|delay|work|result|delivery|service|situation|translation)|quality"
    r"|delay) (?:is|was|are|were|has been) (?:\w{1,10} )?(?:totally |completely |simply |just "
    r"|quite )?(?:unacceptable|not acceptable|inexcusable|unprofessional|a disgrace|a shambles|outrageous"
    r"|a disaster|shoddy|sloppy work)|(?:find|consider) (?:it|this|that) (?:\w{1,10} )?(?:unacceptable"
    r"|unprofessional|inexcusable|outrageous)|unacceptable (?:delay|quality|work|level|service|result"
    r"|mistakes?|errors?|for us|to us|that you)",
    r"(?:wrong again|again wrong|still (?:all |completely )?wrong|wrong once (?:again|more)|wrong (?:yet"
    r"|for the) (?:again|second|third)|everything is wrong|(?:you|you have) got (?:it|this|that|(?:our|the"
    r"|my) \w{1,14}) wrong)",
    rf"(?:you|your team|somebody|someone) (?:have |has )?(?:again |just |also )?(?:sent|delivered|used"
    rf"|published|printed|uploaded|put|given|gave|got|charged|billed|invoiced)(?: us| me| in)? the wrong"
    rf"|the wrong {_THING} (?:was|were|has|have|again|went|is (?:on|in|live|online|being)|got)"
    rf"|wrong {_THING} (?:again|was (?:printed|sent))",
    r"(?:make|making|file|filing|lodge|lodging|raise|raising|formal|official|register|with a|serious|our"
    r"|my) (?:a |an )?(?:formal |official |serious |second )?complaint"
    + nor(r"s?form|process|procedure|handling|department|page|system|team|management")
    + r"|(?:i|we) (?:have|had|want|wish|would like|need|must|have had|received|get|got|are getting"
    r"|keep getting"
    rf"|have received|have to|am writing|are writing) (?:to )?(?:(?!no |not |never "
    rf"|any ){WORD}){{0,3}}complain(?:t|ts|ing)?" + nor(r"form|page"),
    r"(?:want|wants|request|requesting|demand|demanding|ask(?:ing)? for|expect|like|require|entitled to"
    r"|insist on|get|have|need) (?:a |an |our |my |the )?(?:full |partial |complete |immediate )?(?:refund"
    r"|money back|reimbursement)"
    + nor(r"page|policy|flow|button|process|form|email|feature|section|module|function")
    + nor(r"guarantee|screen|request|requests|option|link|text|template|logic")
    + r"|refund (?:us|me|our|my|the (?:deposit|money|fee|payment|invoice|amount|difference))|give (?:us"
    r"|me) (?:our|my) money back",
    rf"(?:several|multiple|many|lots? of|a number of|so many|too many|numerous|serious|riddled with|full of"
    rf"|countless|still|quite a few|quite some|a lot of|more) (?:\w{{1,12}} )?{_FAULT} (?:in|on|throughout"
    rf"|with) (?:the|your|this"
    r"|our|it|what you|page|every)(?! (?:old|previous|earlier|original|code|build))|(?:riddled with"
    r"|full of) (?:\w{1,10} )?" + _FAULT,
    r"(?:you|your team) (?:have |has )?(?:again |also |clearly |really )?(?:made|messed|screwed|ruined"
    r"|botched|broke|missed|ignored|forgot(?:ten)?|overcharged|failed) (?:a |an |another |some |the |our "
    r"|my |up |to (?:deliver|meet|include|tell|fix|answer|respond|keep) ?)(?:\w{1,10} )?(?:mistakes?|errors?"
    r"|deadlines?|site|website|order|brief|instructions|again|badly|everything|feedback|what we|on time"
    r"|(?=[.,!?]))|your (?:\w{1,10} )?mistake(?=[.,!?]|$| (?:cost|has|and|is))",
    r"(?:very |really |so |extremely |such |the )?(?:poor|bad|terrible|awful|low|shoddy|appalling|dreadful"
    r"|lousy) (?:quality (?:of|work|translation|and)|service|workmanship|communication|customer service)"
    + nor(r"pack|worker|unit|file")
    + r"|(?:quality|standard) (?:is|was|has been) (?:\w{1,10} )?(?:poor|bad|terrible|awful|dreadful"
    r"|unacceptable|low)",
    r"(?:complete |total |utter )?waste of (?:our|my|everyone's) (?:time|money)|waste of money"
    r"|breach of contract|missed (?:another|our|every|the (?:agreed|second|third)) deadlines?|(?:legal action"
    r"|small claims|take you to court|my lawyer|our lawyers?|our solicitors?|my solicitor) (?=\w)"
    + nor(r"client|is reviewing|has approved"),
    r"(?:you|your team) (?:promised|assured|swore|had promised|have promised|guaranteed)"
    + nor(r"me you would"),
    r"(?:expected|deserve|deserved) (?:so much |much |far |a lot |something )?(?:better|more from you"
    r"|more of you)|(?:lost|losing) (?:all )?(?:confidence|trust|faith) in (?:you|your|this)"
    r"|not (?:the )?(?:quality|standard|service|level|result|professionalism) (?:that )?(?:we|i) (?:expect"
    r"|are used|paid)",
    r"(?:cost|costing|costs) us (?:money|customers|sales|a (?:client|customer|lot)|clients|thousands|dear)"
    r"|(?:losing|lost) (?:an? |two |three |several )?(?:money|order|sale|customer|client|customers|sales"
    r"|orders|clients) (?:because|due|every|over|thanks|with|as)|damag(?:ed|es|ing) our (?:reputation|image"
    r"|brand|business)|embarrass(?:ed|es|ing) (?:us|me|for us|in front)",
    r"(?:contains?|contained|includes?) (?:far |way )?(?:several|many|numerous|too many|lots of|a lot of"
    r"|countless|so many) (?:\w{1,10} )?"
    + _FAULT
    + r"(?! (?:fixed|corrected|in (?:my|our) own))|you (?:have )?(?:forgot|forgotten|missed"
    r"|left out) (?:\w{1,12} ){1,3}(?:again|once more)|(?:second|third|fourth) time (?:that |now "
    r"|in a row )?(?:you|(?:i|we) (?:ask|asked|tell|told|write|remind)|this (?:has )?happen"
    r"|we have (?:had )?(?:to|asked)|i have (?:had )?(?:to|asked))|(?:customers|clients|users|readers"
    r"|people) (?:are |have |have been |keep )?(?:already )?complain(?:ed|ing)?|still have nothing"
    r"|for the (?:second|third|fourth|fifth|umpteenth|nth|hundredth) time"
    + nor(r"in (?:a|my|his|her)|this (?:month|quarter) we"),
    r"still (?:is not|are not|has not been|have not been|not|not been) (?:fixed|corrected|resolved|right"
    r"|sorted|solved)|(?:is|are|has|have|was|were) still not (?:been )?(?:fixed|corrected|resolved|right"
    r"|sorted|solved|what (?:we|i))|(?:again|once more),? (?:the same|not what)|same (?:mistakes?"
    r"|errors?) (?:again|as (?:last|before))",
)

_MUCH_ES = (
    r"(?:(?:muy|bastante|realmente|nada|del todo|demasiado|tan|profundamente|francamente|algo|un poco"
    r"|sinceramente|super|mas|para|precisamente|en absoluto|especialmente|totalmente) ){0,3}"
)

_FEEL_ES = (
    r"(?:estoy|estamos|esta|estan|me siento|nos sentimos|he quedado|hemos quedado|me he quedado"
    r"|nos hemos quedado|quedamos|quede|me quedo|se siente|se sienten|me he sentido|nos hemos sentido"
    r"|sentimos|ha quedado|han quedado)"
)

SPANISH = any_of(
    rf"no (?:\w{{1,6}} )?{_FEEL_ES} {_MUCH_ES}(?:content[oa]s?|satisfech[oa]s?|conformes?|feliz|felices"
    rf"|de acuerdo con (?:el"
    r" (?:resultado|trabajo)|la (?:calidad|factura))|impresionad[oa]s?|convencid[oa]s con el (?:trabajo"
    r"|resultado))" + nor(r"hasta"),
    rf"{_FEEL_ES} {_MUCH_ES}(?:decepcionad[oa]s?|descontent[oa]s?|insatisfech[oa]s?|disgustad[oa]s?"
    rf"|molest[oa]s?|enfadad[oa]s?"
    r"|indignad[oa]s?|hart[oa]s? (?:de|con)|defraudad[oa]s?|cabread[oa]s?|frustrad[oa]s con|estafad[oa]s?"
    r"|enganad[oa]s?)",
    r"(?:muy|bastante|profundamente|tremendamente|realmente) (?:decepcionad[oa]s?|descontent[oa]s?"
    r"|insatisfech[oa]s?|decepcionante|disgustad[oa]s?|molest[oa]s? (?:con|por)|enfadad[oa]s?)|(?:resultado"
    r"|trabajo|servicio|calidad) (?:\w{1,10} )?(?:decepcionante|lamentable|pesim[oa]|penos[oa]|deficiente"
    r"|desastros[oa])|(?:una|vaya|menuda|gran|que) decepcion",
    r"(?:una|mi|nuestra|formal|presentar|poner|interponer|varias|muchas|tengo|tenemos|recibido|recibiendo|por"
    r"|esta|hoja de) (?:\w{1,10} )?(?:queja|reclamacion)(?:es|s)?"
    + nor(r"de (?:otros|usuarios)|y sugerencias|page|online")
    + r"|(?:quejarme|quejarnos) (?:de|por|sobre|formalmente|del)|(?:me|nos) (?:quiero|quisiera|queremos"
    r"|veo obligad[oa] a|gustaria) quejar|(?:clientes|usuarios|jefe|gente|equipo) (?:se (?:quejan"
    r"|ha quejado|han quejado|esta quejando|estan quejando))",
    r"(?:es|fue|son|parece|parecen|resulta|considero|consideramos|esto|totalmente|absolutamente"
    r"|completamente|del todo) (?:\w{1,14} )?(?:inaceptables?|intolerables?|inadmisibles?|impresentables?"
    r"|una verguenza|vergonzos[oa]|indignante|una chapuza|una tomadura de pelo|de risa|lamentables?"
    r"|poco profesional|un desastre|una falta de respeto|inconcebible)|(?:retraso|error|calidad|trato"
    r"|trabajo|situacion|resultado) (?:inaceptable|inadmisible|intolerable|lamentable)"
    r"|falta de (?:profesionalidad|seriedad|respeto|compromiso)|poca seriedad|poco serio"
    r"|poca profesionalidad",
    r"(?:no (?:es|era|son|fue)|tampoco es) (?:lo|el|la|los"
    r"|las) (?:\w{1,10} )?(?:que )?(?:\w{1,8} ){0,2}(?:acordad[oa]s?|acordamos|hablad[oa]|hablamos"
    r"|pactad[oa]s?|pactamos|pedi|pedimos|pidio|pedid[oa]s?|esperaba|esperabamos|esperado|queria|queriamos"
    r"|convenid[oa]|prometid[oa]|prometiste|contratad[oa]|contratamos|encargamos|encargue|solicitad[oa]"
    r"|solicitamos|quedamos|habiamos (?:acordado|hablado|pedido|pactado|quedado)|aprobamos|aprobad[oa])"
    r"|no (?:se )?(?:ajusta|corresponde|cumple|coincide) (?:(?:a|con) )?lo (?:\w{1,6} )?(?:acordado|pactado"
    r"|hablado|pedido|contratado|que (?:pedimos|acordamos|hablamos|pedi))|(?:nada"
    r"|poco) que ver con lo (?:que )?(?:\w{1,8} )?(?:acordad|acordam|hablad|hablam|pedi|pedid|pedim"
    r"|pactad)\w{0,3}",
    r"(?:devolucion|reembolso) (?:de|del|integr[oa]|total|parcial) (?:el |la |lo |los |integro |nuestro "
    r"|mi )?(?:del )?(?:dinero|importe|pago|anticipo|pagado|abonado|adelanto|senal|la senal|factura|coste)"
    r"|que (?:me|nos) (?:devuelv\w{1,4}|reembols\w{1,4})|(?:devolverme|devolvernos|devuelveme|devuelvenos"
    r"|devolvedme|devolvednos|reembolsarme|reembolsarnos) (?:el|lo|la|parte)|(?:quiero|queremos|exijo"
    r"|exigimos|solicito|solicitamos|pido|pedimos|reclamo|reclamamos) (?:\w{1,8} )?(?:reembolso|devolucion"
    r"|mi dinero|nuestro dinero|el dinero)",
    r"(?:varios|muchos|bastantes|tantos|llen[oa]s? de|plagad[oa]s? de|demasiados|numerosos|un monton de"
    r"|muchisimos|multitud de|graves|los mismos|otra vez (?:los )?) (?:\w{1,10} )?(?:errores|fallos|erratas"
    r"|faltas|defectos)|(?:errores|fallos) (?:graves|garrafales|de bulto)|mismos (?:errores|fallos)"
    r"|mismo error (?:otra vez|de nuevo|que)|(?:otra vez|de nuevo) el mismo (?:error|fallo)",
    r"sig(?:ue|uen) (?:habiendo|teniendo|con|lleno de|apareciendo) (?:\w{1,10} )?(?:fallos|errores|erratas"
    r"|faltas)|no (?:habeis|has|han|ha) hecho lo (?:que|acordado|pactado)|(?:otra vez|de nuevo|nuevamente"
    r"|sigue|siguen|vuelve a estar|sigue estando|siguen estando|todo) mal(?=[.,;!]|$| (?:y|el|la|los|las"
    r"|despues|como|puest|hech|escrit))|sigue(?:n)? sin (?:estar )?(?:corregi\w{1,4}|arregl\w{1,4}"
    r"|solucion\w{1,4}|resolver\w{0,3}|bien|funcionar (?:despues|a pesar|desde))|(?:esta|estan) (?:todo "
    r"|fatal |muy )?mal hech[oa]s?|mal hech[oa]s",
    r"(?:te|os|se) (?:has|habeis|han|ha) (?:vuelto a )?(?:equivoca(?:do|r)|cargado)|(?:habeis|has"
    r"|han) (?:cometido|metido la pata|estropeado|vuelto a (?:fallar|cometer|enviar mal)|enviado (?:el|la"
    r"|los|las) (?:\w{1,12} )?(?:equivocad[oa]s?|que no|incorrect[oa]s?)"
    r"|publicado (?:\w{1,4} )?(?:\w{1,12} )?equivocad[oa]|fallado|incumplido|ignorado|puesto mal|hecho mal)"
    r"|(?:tu|vuestro) (?:error|fallo|equivocacion)",
    r"(?:mala|pesima|poca|baja|nula|escasa) calidad (?:de|del|que|en|y)|(?:deja|dejan|dejado|dejo"
    r"|dejaba) (?:mucho|bastante) que desear|perdida de (?:tiempo|dinero)(?=[.,;!]|$| (?:para|y|que|total))"
    r"|acciones legales|burofax|via judicial|(?:mi|nuestro|de un|nuestros) abogad[oa]s?(?= (?:se|te|os"
    r"|contactara|pondra)| |$)" + nor(r"client[ea]|nos (?:pide|recomienda)|ha aprobado"),
    r"(?:no (?:habeis|has|ha|han|se ha) (?:cumplido|respetado)|incumpl(?:ido|iendo|isteis|iste|es|is|imiento"
    r"|io))"
    + nor(r"los requisitos legales")
    + r"|(?:me|nos) (?:habias|habiais|habian)? ?(?:prometiste|prometisteis|prometieron|prometio|prometido"
    r"|asegurasteis|aseguraste)|(?:que )?prometisteis|(?:que )?prometiste",
    r"(?:esperaba|esperabamos|merecemos|merezco) (?:\w{1,10} )?(?:mas de|algo mejor|mucho mas|mas calidad"
    r"|otra cosa|mucho mejor)|no es (?:de recibo|serio|de ley|normal que|profesional|de profesionales)"
    r"|no puede ser que|esto no puede (?:ser|seguir)|(?:por|ya es la|es la) (?:segunda|tercera|cuarta|quinta"
    r"|enesima) vez"
    + nor(r"en (?:mi|su) (?:vida|historia)")
    + r"|(?:estamos |estoy |hemos |nos hace |haciendo )?(?:perdiendo|perdido|perder) (?:clientes|ventas"
    r"|dinero|pedidos)"
    + nor(r"por la crisis")
    + r"|dan(?:ado|ando|a) (?:nuestra|mi) (?:imagen|reputacion)|perdido la (?:confianza|paciencia)"
    r"|colma(?:do)? (?:el vaso|mi paciencia)",
)
