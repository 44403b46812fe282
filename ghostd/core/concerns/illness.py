"""Illness, accidents and operations, of the writer or of somebody near; folded.

Nouns that machines and other people's business share with illness count only with somebody who suffers beside
them; "baja", "ingresado" and "operación" belong to business, too, and count in company only.
"""

from __future__ import annotations

from ghostd.core.concerns.near import KIN, KIN_ES, MATE, MY, OWN_ES
from ghostd.core.concerns.phrasing import WORD, any_of, nor

_SOMEBODY = rf"(?:i|we|he|she|they|{MY} (?:{WORD}){{0,2}}(?:{KIN}|{MATE})|everyone|everybody|half the team)"

_THEIRS = rf"(?:{MY} (?:{WORD}){{0,2}}(?:{KIN}|{MATE})'s?|{MY})"

_IS = (
    r"(?:am|is|are|was|were|been|being|be|fell|falls|fall|fallen|feel|feels|feeling|felt|got|get|getting"
    r"|gotten|became|become|taken|took|'s)"
)

_VERY = (
    r"(?:(?:very|quite|so|really|pretty|rather|too|a bit|a little|still|just|also|both|all|now|again"
    r"|currently|been|seriously|gravely|badly|terribly|extremely|severely|critically|suddenly|unexpectedly"
    r"|unfortunately|sadly|back|feeling|actually|both|rather|off|at home|chronically|terminally|violently"
    r"|mentally|quite) ){0,3}"
)

_WHILE = (
    r"(?=[.,;:!?)]|$| (?:and|but|so|since|for|at|with|this|these|today|again|all|in|on|right|now|lately"
    r"|recently))"
)

_LIMB = (
    r"(?:leg|arm|ankle|wrist|hip|foot|hand|collarbone|nose|rib|elbow|finger|thumb|neck|back|shoulder|knee|toe"
    r"|pelvis|skull|jaw|kneecap|spine)s?"
)

_DISEASE = (
    r"(?:flu|influenza|covid(?:-?19)?|corona(?:virus)?|pneumonia|(?:high |bad |terrible )?fever|migraines?"
    r"|bronchitis|norovirus|stomach bug|food poisoning|shingles|appendicitis|sepsis|meningitis|tonsillitis"
    r"|cancer|leuka?emia|lymphoma|tumou?r|brain tumou?r|dementia|alzheimer's?|slipped disc|kidney stones?"
    r"|chickenpox|mononucleosis|(?:chest|lung|kidney|ear|throat|eye|tooth|serious|nasty|viral"
    r"|bacterial) infection|(?:bad|nasty|terrible|heavy|horrible|awful) (?:cold|cough|virus)"
    r"|heart (?:condition|problems?|trouble)|(?:severe |bad |terrible )back (?:pain|problems?|trouble)"
    r"|depression|burn-?out|panic attacks?|concussion)"
)

_HEALTH = r"(?:health|medical)"

ENGLISH = any_of(
    rf"{_IS} {_VERY}(?:ill|sick)"
    + nor(r"and tired|of|to death|to the|at ease|posed|conceived|defined|formed|advised")
    + nor(r"suited|equipped|fated|informed|prepared|timed|founded|designed|used|on purpose"),
    r"laid up|com(?:e|ing) down with (?!the price|a (?:price|solution))|(?:ill|am|been|stuck"
    r"|stay(?:ing)?) in bed(?! with us)|(?:herniated|prolapsed) dis[ck]|(?:fighting|battling"
    r"|fought) (?:off )?(?:a|an|the) (?:\w{1,10} )?(?:virus|infection|bug|illness)(?= for|[.,;]|$)"
    r"|(?:undergoing|in|having|start\w{0,3}|during|for) (?:\w{1,12} )?treatment for (?:\w{1,12} )?"
    + _DISEASE
    + r"|(?:i|he|she) (?:have )?(?:fainted|collapsed)|(?:keeping|kept|in) (?:me |him "
    r"|her )?(?:in )?for observation"
    rf"|after (?:\w{{1,10}} )?(?!covid|corona){_DISEASE}" + nor(r"treatment|research|season|campaign"),
    r"(?:tests?|scans?|check-?ups?|appointments?|treatment)(?: done)? (?:at|in) (?:the )?hospital"
    + nor(r"website|group"),
    rf"unwell|{_IS} {_VERY}poorly{_WHILE}|under the weather",
    rf"(?:not|never) {_VERY}(?:been |feeling |feel |felt |at all ){{0,2}}well"
    r"(?=[.,;:!)]|$| (?:lately|recently|since|at the moment|these|this|today|so|enough to|right now|at all))",
    r"(?:call(?:ed|ing)?|phoned|signed|off|out|home|leave|in bed) sick" + nor(r"of"),
    r"(?:off|away from) work (?:with|due|because|ill|sick)|signed off(?: work| from work| by (?:my"
    r"|the) doctor| with)",
    r"(?:on|taking|my|his|her|extended|long-term|from|start\w{0,8}|to take) (?:paid |long-term |extended "
    r"|indefinite )?(?:sick|medical|stress|disability) leave|(?:medical|sick) leave (?:until|till|from|since"
    r"|for|of absence|due)",
    r"(?:taking|took|take|having|had|have) (?:a|some|two|three|few|several) sick days?",
    rf"(?:a|{MY}|the|with|two|both|have|has|by|for|after|of) (?:very |seriously |terminally )?"
    rf"(?:sick|ill|poorly) {KIN}" + nor(r"policy"),
    r"(?:an?|the|my|his|her|our|their|to|of|with|from|by|through|serious|long|sudden|short|severe|family"
    r"|recent|critical"
    r"|terminal|and|or) (?:illness|sickness)" + nor(r"cover|insurance|policy|prevention|benefits?"),
    rf"(?:for|due to|because of|owing to|with|have|had|has|having|some|{_THEIRS}|personal|serious|unexpected"
    rf"|family|severe|of) (?:{WORD}){{0,2}}{_HEALTH} (?:reasons?|scare|problems?|issues?|condition|situation"
    rf"|complications?"
    r"|emergency|setback|crisis|trouble|matters?)",
    rf"(?:{_HEALTH}|family|personal) (?:scare|emergency)|{_THEIRS} (?:mental |own )?health"
    + nor(r"insurance|care|app|check|data|product|business|client|website"),
    r"(?:in|into|at|to|from|out of) (?:the )?(?:hospital|intensive care|icu|a&e|emergency room|er) (?:with"
    r"|since|until|because|for an? |after|again|last|yesterday|this|today|and (?:will|can|am|is|not|won)"
    r"|right|at the moment|now|all|bed|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|due|following|waiting"
    r"|myself|again|visit)",
    rf"{_IS} {_VERY}(?:at |in |in and out of |into |to |out of )(?:the )?(?:hospital|intensive care|icu"
    rf"|hospice|a&e)" + nor(r"website|group|management|project|site|admin|administration|meeting|to discuss"),
    r"(?:went|go|going|gone|had to go|rushed|taken|admitted|brought|end\w{0,8} up|landed|staying|stay|stuck"
    r"|lying|spent"
    rf"|spending|visiting|sitting|still|back|currently|came|home) (?:{WORD}){{0,4}}"
    r"(?:at|in|into|to|from|out of) (?:the |a )?(?:hospital|intensive care|icu|a&e|emergency room|hospice)"
    + nor(r"website|group|management|project|site|administration|meeting"),
    r"hospitali[sz](?:ed|ation)|intensive care|in an? (?:induced |deep )?coma|life support|in a hospice"
    r"|palliative care|called (?:an|the) ambulance|by ambulance|critical condition|bed-?ridden|bed rest"
    r"|on crutches|self-isolating",
    r"(?:having|had|have|has|need|needs|needed|undergo\w{0,4}|underwent|scheduled for|in|into|for|after|from"
    r"|before"
    rf"|facing|awaiting|following|requires?|required|{_THEIRS}|emergency|heart|knee|hip|back|brain|eye|spinal"
    rf"|open-heart|minor|major|urgent|cancer) (?:{WORD}){{0,2}}surgery" + nor(r"on the code|website|app"),
    r"(?:needs?|needed|underwent|undergo\w{0,4}|having|had|have|has|going in for|recover\w{0,4} from|after"
    r"|before) an? (?:urgent |minor |small |major |emergency |heart |knee |hip |back |eye |serious "
    r"|big )?operation"
    + nor(r"that|which|to|in progress|fail|failed|mode|on (?:the|a|an|this|that|each)|like"),
    rf"{_THEIRS} (?:heart |knee |hip |back |eye |urgent |upcoming )?operation"
    + nor(r"s?on|to|in|of|is|manual|team|mode|costs|has|across|will"),
    r"(?:was|were|been|being|be|get|got|getting) operated on",
    rf"{_SOMEBODY} (?:{WORD}){{0,2}}(?:was|were|am|is|are|been|being|got"
    rf"|just) (?:\w{{1,12}} ){{0,2}}diagnosed|diagnosed (?:me|him|her|us|{MY} (?:{WORD}){{0,2}}{KIN}) with"
    rf"|diagnosed with (?:{WORD}){{0,3}}{_DISEASE}|{_THEIRS} diagnosis"
    r"|(?:cancer|terminal|shock|bad|devastating) diagnosis",
    rf"(?:have|has|had|having|got|gets?|caught|catch|catching|down with|in bed with|ill with|sick with"
    rf"|battling|fighting|off with|beating|suffer\w{{0,3}} from|recover\w{{0,4}} from|because of|due to"
    rf"|{_THEIRS}|positive for|with) (?:a |an |the |my |his |her |really |severe |serious |bad "
    rf"|stage \w{{1,5}} |\w{{1,10}} )?{_DISEASE}"
    + nor(r"research|charity|campaign|foundation|patients?|data|care|cent(?:re|er)|awareness")
    + nor(r"restrictions?|rules?|measures?|lockdowns?|situation|pandemic|crisis|outbreak|app")
    + nor(r"support|prevention|survivors?|sufferers?|treatment cent(?:re|er)s?|vaccin\w{1,6}|times"),
    r"tested positive|positive (?:covid )?test|chemo|(?:radio|chemo)therapy|radiation treatment|biops(?:y"
    r"|ies)",
    r"(?:had|has|have|suffered|after|from|of|his|her|my|with) (?:an? )?(?:\w{1,10} )?heart attack"
    r"|cardiac arrest|nervous breakdown|premature(?:ly)? (?:birth|born)|pregnancy complications|(?:had"
    r"|has had|have had|having|suffered|suffers|after|from) an? (?:\w{1,10} )?(?:stroke|seizure|breakdown"
    r"|aneurysm|ha?emorrhage)",
    rf"(?:broke|broken|breaks|fractured?|dislocated|sprained|injured) {MY} (?:\w{{1,10}} )?{_LIMB}|(?:a"
    rf"|with a|two|both) (?:broken|fractured|sprained|dislocated) {_LIMB}",
    r"(?:had|have had|has had|in|after|following|suffered|involved in) an? (?:\w{1,12} )?accident|(?:car"
    r"|traffic|road|bike|bicycle|motorbike|motorcycle|skiing|ski|work|riding) accident",
    rf"(?:i|we|he|she|{_SOMEBODY}) (?:am|is|are|was|were|got|have been|has been) {_VERY}(?:injured|wounded"
    rf"|hurt badly)|{_THEIRS} injur(?:y|ies)",
    rf"(?:i|we|he|she|{_SOMEBODY}) (?:am|is|are|was|were|feel|got|have|has) {_VERY}(?:completely |totally "
    rf"|utterly )?"
    r"burn(?:ed|t)[ -]out|(?:with|my|from|due to|into|near|a|suffering) (?:a )?burn-?out"
    + nor(r"candles?|game"),
    r"recover(?:ing|ed|y)? (?:\w{1,10} )?from (?:my|his|her|an?|the|covid|flu"
    r"|surgery) ?(?:\w{1,12} )?(?:illness|operation|injury|stroke|procedure|treatment|fall|sickness|virus"
    r"|bug)",
    r"terminally ill|(?:doctor|consultant|specialist|surgeon)s? (?:has |have |had )?(?:told|ordered|advised"
    r"|signed|said)|doctor's orders|see(?:ing)? (?:a|my|the) doctor|at the doctor(?:'s|s)?",
    rf"(?:going through|having|had) (?:a|an) (?:{WORD}){{0,2}}(?:time|period|patch|moment) (?:personally"
    rf"|at home"
    r"|in my (?:family|private|personal)|with my (?:family|health))",
)

_MUCH_ES = (
    r"(?:(?:muy|bastante|un poco|algo|tan|mas|todavia|aun|ya|gravemente|muy muy|realmente|super|fatal|hoy"
    r"|tambien) ){0,2}"
)

_BODY_ES = (
    r"(?:rodilla|corazon|cadera|espalda|columna|cabeza|hombro|ojos?|vista|pie|pierna|brazo|mano|muneca"
    r"|tobillo|dedo|apendicitis|apendice|vesicula|hernia|menisco|prostata|pecho|cataratas|estomago|colon"
    r"|rinon|garganta|muela|juanetes|pulmon|higado|utero|tumor|cancer|urgencia|clavicula|nariz|codo"
    r"|costillas?|cuello|cervicales|pelvis)"
)

_DISEASE_ES = (
    r"(?:gripe|gripazo|covid(?:-?19)?|coronavirus|neumonia|pulmonia|bronquitis|gastroenteritis|fiebre"
    r"|migranas?|anginas|apendicitis|lumbalgia|ciatica|colico|cancer|tumor|leucemia|linfoma|depresion"
    r"|ansiedad|meningitis|varicela|demencia|alzheimer|vertigos?|infeccion|infarto|ictus|hernia"
    r"|virus estomacal|otitis|trombosis|embolia|ataque de ansiedad)"
)

SPANISH = any_of(
    r"(?:estoy|esta|estan|estamos|estare|estara|estuve|estuvo|estaba|sigo|sigue|siguen|continuo|continua"
    r"|encuentro"
    rf"|encuentra|estado|llevo|lleva|llevaba|permanece) (?:{WORD}){{0,3}}de baja"
    + nor(r"por (?:maternidad|paternidad|nacimiento|cuidado)|maternal|paternal|voluntaria|de maternidad")
    + nor(r"de paternidad|en (?:el|la) (?:registro|lista|newsletter|sistema|servicio|censo|web)|del|calidad"),
    r"baja (?:medica|laboral|por (?:enfermedad|depresion|ansiedad|estres|accidente|covid|un|una|operacion"
    r"|lumbalgia|gripe|riesgo|problemas|motivos de salud|contingencias|intervencion|cirugia))|(?:me|le|nos"
    r"|a mi \w{1,12}|les) (?:han|ha|van a|va a|tienen que|acaban de) (?:dado|dar|cogido|coger) (?:la|de) baja"
    + nor(r"en|del|de la (?:lista|newsletter|web)")
    + r"|(?:cogido|cogerme|cogerse|pedido|pillado|cogi|tengo|tiene) la baja"
    + nor(r"del|en|de la|calidad"),
    r"(?:esta|estoy|estuvo|estuve|estaba|estan|sigue|sigo|fue|fui|sido|estado|quedado|queda|quedo|tienen"
    r"|tengo|tenemos"
    rf"|tuvieron|tuvimos|con|dejado|permanece|llevo|lleva) (?:{WORD}){{0,3}}(?:ingresad[oa]s?"
    rf"|hospitalizad[oa]s?)"
    + nor(r"en (?:cuenta|el banco|tu cuenta|la cuenta|su cuenta|vuestra cuenta)|el (?:importe|dinero|pago)"),
    r"ingresad[oa]s? (?:en|de|por) (?:el |la |un |una |su )?(?:hospital|clinica|uci|planta|urgencias?"
    r"|observacion"
    rf"|sanatorio|{_DISEASE_ES})|(?:ha|han|tenido que|acaban de|hemos) ingresa(?:do"
    rf"|r) (?:de urgencia )?a (?:mi|su|nuestr[oa]|un|el|la)"
    r" |(?:le|la|lo|me|les) (?:han|ingresaron|ingresan|acaban de) (?:ingresad[oa]|ingresar|ayer|anoche|hoy"
    r"|de urgencia|en el hospital)|ingreso hospitalario|hospitaliza\w{1,6}",
    rf"(?:estoy|esta|estan|estamos|estuve|estuvo|estaba|sigo|sigue|seguimos|estado|voy|vamos|fui|fuimos|ido"
    rf"|llevad[oa]|llevado a \w{{1,12}}|camino|salgo|salir|salido|salio|alta|metid[oa]s?|acabo|acabado"
    rf"|acabamos|noche|dias|tarde|semanas?|meses|ratos?|trasladad[oa]|llevaron|llevamos|venimos|{KIN_ES}"
    rf"|acompanando \w{{1,10}}|corriendo) (?:{WORD}){{0,5}}(?:en|al|del|de) (?:el )?hospital"
    + nor(r"web|cliente|para (?:la reunion|presentar|ver el proyecto)|a presentar|quiere|nos ha pedido"),
    r"(?:en|a|por|de) (?:la uci|cuidados intensivos|urgencias|el quirofano|quirofano)|en coma"
    r"|cuidados (?:intensivos|paliativos)|(?:en|la) ambulancia|urgencia medica|emergencia (?:medica|familiar"
    r"|personal)|urgencia familiar",
    r"(?:me|le|lo|la|nos|les|se) (?:operan|operaron|operaran|operaban|operara|opero|opera|han operado"
    r"|ha operado|van a operar|va a operar|tienen que operar|tuvieron que operar|acaban de operar|operen)"
    + r"|(?:operan|operaron|han operado|van a operar|tienen que operar|operado"
    r"|operar) (?:de urgencia )?a (?:mi|su|nuestr[oa]|un|una|el|la) |operarme|operarse|operarle|operarla"
    r"|operad[oa]s? (?:de|del|hace|ayer|hoy) |(?:estoy|esta|recien) operad[oa]",
    rf"(?:operacion|intervencion) (?:de|del|a) (?:la |el |su |mi |un |una )?(?:{_BODY_ES}|{KIN_ES})"
    r"|(?:mi|su) (?:proxima |reciente )?operacion"
    + nor(r"de (?:compra|venta|marketing|negocio|financi)|comercial")
    + r"|intervencion quirurgica|quirofano|cirugias?|(?:post|pre)operatorio|(?:tras|despues de) (?:la|una|mi"
    r"|su) (?:\w{1,10} )?operacion(?=[.,;]| (?:de|y|no|necesit|teng|estoy|me|urgente))"
    r"|una operacion (?:urgente|complicada|delicada|a corazon)|reposo (?:absoluto|relativo|medico|en cama)"
    r"|(?:en|guardar|hacer|guardando|haciendo) reposo|convalecien\w{1,4}|escayolad[oa]|con muletas"
    r"|en silla de ruedas",
    r"quimio(?:terapia)?|radioterapia|(?:me|le|nos) (?:han |acaban de |ha )?(?:diagnosticado|diagnosticar"
    r"|diagnosticaron|detectado (?:un|una|cancer)|encontrado un (?:tumor|bulto)|dado un diagnostico)"
    r"|diagnosticad[oa]s? (?:de|con|un|una)" + nor(r"error|bug|fallo|problema"),
    rf"(?:tengo|tiene|tenemos|tienen|teniendo|cogido|pillado|pille|cogi|tuve|tuvo|tenia|con|por|un|una|su|mi"
    rf"|sufrido|sufrio|superar|pasado|pasando|pasar|padece|padezco) (?:todos |todas )?(?:un |una |la |el "
    rf"|mucha |fuerte |algo de |bastante |gran |principio de )?(?:{_DISEASE_ES})"
    + nor(
        r"porcina|aviar|de (?:la|el|los|las) (?:web|datos|producto|oro|compras)|informatic[oa]|restricciones"
    )
    + r"|(?:dado|dio|di|dimos|da|doy) positivo|positivo (?:en|por|de) (?:covid|coronavirus)",
    rf"(?:estoy|esta|estan|estamos|estado|estuve|estuvo|estaba|puesto|puse|puso|caido|caer|cayo|ponerse"
    rf"|ponerme|poner|sigo|sigue|siguen|caigo|todos|cai|gravemente|muy"
    rf"|tengo a \w{{1,10}} \w{{1,10}}) {_MUCH_ES}(?:en casa )?enferm[oa]s?"
    rf"|{KIN_ES} {_MUCH_ES}(?:enferm[oa]s?|malit[oa]s?|mal[oa]s?(?=[.,;]|$| (?:en|con|y|desde)))|malit[oa]s?",
    rf"{_DISEASE_ES} de (?:mi|mis|nuestr[oa]s?) |(?:tengo|tiene|dado|cogido|con) (?:un )?lumbago"
    rf"|todos mal[oa]s|recuper\w{{3,8}}"
    r" (?:de|tras) (?:la|una|mi|su|un) (?:operacion|enfermedad|accidente|cirugia|intervencion|caida|infarto"
    r"|ictus|lesion)|no (?:estoy|esta|ando|anda) (?:nada |muy )?bien de (?:salud|la espalda|la cabeza)"
    r"|(?:fastidiad|tocad|jodid)[oa] de (?:la|el|los|las) |(?:estoy|ando|estamos|sigo"
    r"|ando todo el dia) de (?:medicos|pruebas medicas|hospitales)|detectado (?:algo|un bulto|una mancha"
    r"|un tumor)|me he desmayado|se ha desmayado|en observacion",
    r"(?:por|mi|su|larga|grave|una|de|tras|a causa de|dura|corta|repentina|cruel|causa de su"
    r"|con la) (?:\w{1,10} )?enfermedad(?:es)?" + nor(r"cardiovascular|rara|profesional|comun y"),
    rf"(?:he estado|sigo|me he puesto|se ha puesto|me puse|se puso|se me ha puesto|estuve|ha estado|estamos"
    rf"|estado|sigue) {_MUCH_ES}(?:mal[oa]s?|pachuch[oa]s?|con anginas|mal de salud"
    rf"|mal del estomago)(?=[.,;!)]|$| (?:y|en|con|desde|toda|todo"
    r"|estos|estas|esta|este|estos dias|de la|del|unos|varios))|pachuch[oa]s?"
    r"|estoy (?:muy )?mal[oa]?(?=[.,;!]|$| (?:en|con|y|desde) )",
    rf"(?:{OWN_ES}|{KIN_ES}) (?:me |nos |se )?(?:esta|estan|ha estado|sigue|se ha puesto|se puso|se encuentra"
    rf"|tiene) {_MUCH_ES}"
    r"(?:mal(?! de)|grave|muy mal|delicad[oa]|enferm[oa]s?|fatal|malit[oa]s?|ingresad[oa]s?|en el hospital"
    r"|pachuch[oa]s?)",
    r"(?:me|se|nos) (?:encuentro|encuentra|encontraba|encontramos|siento|he sentido|sentia) (?:muy |bastante "
    r"|fatal y )?(?:mal|fatal|indispuest[oa]|enferm[oa])"
    + nor(r"por|con (?:el|la|lo)|de (?:pedir|decir)")
    + r"|no (?:me|se) (?:encuentro|encuentra|encontraba|he encontrado|siento|sentia|he sentido) (?:muy "
    r"|del todo |nada )?bien"
    + nor(r"con (?:el|la|este|esta)")
    + r"|encontrarme (?:mal|bien)|indispuest[oa]|indisposicion",
    r"(?:problemas?|motivos?|temas?|razones?|asuntos?|cuestion(?:es)?|complicacion(?:es)?|causas?"
    r"|contratiempos?|susto) (?:\w{1,10} )?(?:de salud|medic[oa]s?)|(?:mi|nuestra) salud|estado de salud"
    r"|salud (?:delicada|mental)(?! web)|(?:voy|ido|ir|fui|vamos|estoy|estado|estuve|llevar|llevado"
    r"|cita) (?:\w{1,10} ){0,3}(?:al|en el|con el) medico|(?:mi|el) medico (?:me|le|nos|ha)|pruebas medicas"
    r"|tratamiento medico|biopsia",
    r"(?:he tenido|ha tenido|hemos tenido|tuve|tuvo|tuvimos|tuvieron|sufrido|sufri|sufrio|sufrimos"
    r"|han tenido|tener|por|tras|en) un (?:\w{1,12} )?accidente|accidente (?:de (?:coche|moto|trafico|bici"
    r"|bicicleta|trabajo|esqui|carretera)|domestico|laboral|grave)",
    rf"(?:roto|rompi|rompio|fracturad[oa]|fracture|fracturo|lesionad[oa]|dislocad[oa]|partido|partio"
    rf"|torcido) (?:el |la |un |una |los |las |dos |mi )?(?:\w{{1,10}} )?{_BODY_ES}|fractura de|esguince"
    rf"|me he lesionado|se ha lesionado|me lesione",
    r"infarto|ictus|derrame cerebral|ataque al corazon|quemad[oa] por el trabajo|(?:con|por|un) burn-?out"
    r"|crisis de ansiedad|enfermo terminal|fase terminal|parto prematuro|amenaza de aborto"
    r"|complicaciones (?:en el|del|de) (?:embarazo|parto)",
)
