"""Ruin, and the want of money and the dismissals that lead there; folded."""

from __future__ import annotations

from ghostd.core.concerns.phrasing import WORD, any_of, nor

_BROKE = r"(?=[.,;!?)]|$| (?:at|right|and|now|until|so|because|after|since|this|due|but))"

_FIRM = (
    r"(?:company|business|firm|agency|studio|start-?up|restaurant|subsidiary|organi[sz]ation|charity|shop"
    r"|practice)"
)

_ASSETS = rf"(?:the|our|my|this|their) (?:\w{{1,12}} )?(?:{_FIRM}|operations|doors)"

ENGLISH = any_of(
    r"insolven(?:t|cy|cies)"
    + nor(r"law|lawyers?|services?|specialists?|department|blog|page|section|website|clause"),
    r"(?:file[sd]?|filing|declare[sd]?|declaring|go|goes|went|gone|going|am|are|is|be|been|facing|near|avoid"
    r"|into|into|verge of|brink of|close to|for|the|our|personal|from|through|in|of) (?:(?:for|now"
    r"|technically|practically|effectively|almost|nearly|basically|essentially|officially|personal|voluntary"
    r"|into) ){0,2}bankrupt(?:cy)?" + nor(r"law|lawyers?|idea|of ideas|website|code|court records"),
    r"(?:file[sd]?(?: for)?|filing(?: for)?|under|enter(?:s|ed|ing)?|into|gone|declared?"
    r"|going) chapter (?:11|7|13|eleven)|chapter (?:11|7|13|eleven) (?:bankruptcy|protection|proceedings?"
    r"|filing|reorgani\w{1,8})",
    rf"(?:go|goes|gone|going|went|put|placed|fall|fallen|forced|entered|entering|enters?|facing|slid|heading"
    rf"|called in|{_FIRM} is|we are|been) (?:{WORD}){{0,3}}administration"
    + nor(r"panel|area|page|mode|interface|console|rights?|team|section|menu|tool|of")
    + nor(r"dashboard|department|guide|screen|module|view|costs?|fees?|work|tasks?|office"),
    r"administrators? (?:have been |has been |were |was |are |being )?(?:appointed|called in|brought in"
    r"|taking over)|(?:appoint(?:ed|ing)|call(?:ed|ing)? in) (?:the |an )?(?:administrators?|receivers?"
    r"|liquidators?)",
    r"(?:company|firm|business|we|subsidiary) (?:is|are|was|has|will be) (?:being |been )?liquidated|(?:in"
    r"|into|voluntary|compulsory|facing|forced|provisional|to) liquidation|liquidators?|receivership"
    r"|winding[ -]up (?:petition|order|proceedings)|wound up" + nor(r"with|using|doing|in|being|at|on"),
    rf"(?:wind(?:ing)?|clos(?:e|ed|ing)|shut(?:ting)?|fold(?:ed|ing)?) (?:up |down )?{_ASSETS}(?: down)?"
    + nor(r"for|at|on|early|until|over|between|from|during|cards?|deals?|accounts?"),
    r"(?:company|business|firm|agency|studio|start-?up|restaurant) (?:is|will be|has been|had to be"
    r"|has) (?:being |now )?(?:clos(?:ed|ing)|shut(?:ting)?|wound|dissolved|folded|winding)(?: down| up)?"
    + nor(r"for|at|on|early|until|over|between|from|during|today|tomorrow|this"),
    r"(?:cease[sd]?|ceasing|stop(?:ped|ping)?) trading|ceas(?:e|ed|ing) (?:all )?operations|(?:go|goes|going"
    r"|gone|went|put us|putting us|puts us) (?:out of business|under|bust|belly up|to the wall)"
    + nor(r"the|my|a|test|this|your|our|anaesthetic|anesthesia|review|different"),
    r"(?:our|my|all|other|main|with|the) creditors|creditors'? (?:meeting|agreement|voluntary|are|have)"
    r"|company voluntary arrangement|debt restructuring|restructur\w{1,4} (?:of )?(?:our|the) debts?",
    r"cash[ -]?flow (?:is |has |has been |was )?(?:(?:still|very|really|extremely|a bit|quite|rather"
    r"|currently|so) ){0,2}(?:problems?|issues?|difficult\w{0,4}|crisis|crunch|squeeze|troubles?"
    r"|constraints?|challenges?|shortage|worries|tight|bad|poor|terrible|awful|strained|gap|hiccup"
    r"|bottleneck|situation|dried)|(?:problems?|issues?|trouble|difficult\w{1,4}|struggling|tight) (?:with"
    r"|on|in|of) (?:our |the |my )?cash[ -]?flow",
    r"(?:short (?:of|on)|(?:run|ran|running) (?:out of|low on|short of)|out of|no|without|not enough"
    r"|not have (?:the|any|enough)) (?:\w{1,8} )?(?:cash|money|funds|funding|runway|liquidity)(?=[.,;!?)]|$"
    r"| (?:at|left|to pay|to (?:continue|keep|go|finish|cover|settle)|and|right|now|until|so|because|in the)"
    r"| for (?:salaries|wages|rent|invoices|suppliers|this|the|your))",
    r"(?:cash|money|finances?|budgets?|things) (?:is|are|has been|have been|was|were) (?:(?:very|really"
    r"|extremely|a bit|quite|rather|so|financially|currently|still) ){0,2}tight (?:financially|right now"
    r"|at the moment)|(?:cash|money) (?:is|'s|has been) (?:\w{1,10} )?tight|cash-strapped"
    r"|liquidity (?:problems?|issues?|crisis|crunch|shortage|squeeze|gap)|(?:money|financial) (?:problems?"
    r"|troubles?|worries|difficult\w{1,4}|hardship"
    r"|crisis|distress|strain|straits|collapse|mess)" + nor(r"management|modell?ing"),
    rf"(?:{_FIRM}|we|i) (?:is|are|am|was|were|have been"
    rf"|has been) (?:{WORD}){{0,2}}(?:struggling (?:financially"
    r"|to (?:pay|survive|stay afloat|keep (?:going|afloat)|make ends|cover (?:our|the)))"
    r"|financially struggling|in (?:\w{1,10} )?financial|in (?:serious |deep |heavy )?debt|heavily in debt"
    r"|deeply in debt|in arrears)",
    r"(?:can not|could not|unable to|not able to|not in a position to|no way to|will not be able to"
    r"|struggling to|can no longer|no longer able to|are not going to be able to|cannot afford to"
    r"|not afford to|hard to|difficult to) (?:currently |really |actually |simply |possibly |even )?(?:pay"
    r"|settle)(?: back)?"
    rf"(?=[.,;!?)]|$| (?:{WORD}){{0,3}}(?:you|your|the|this|that|it|our|my|at|right|yet|until|now|in full|any"
    rf"|everyone"
    r"|staff|suppliers|salaries|wages|bills|on time|for|them|these|all|more|anything|invoices?)\b)"
    + nor(r"attention|more attention|a visit|close|by|with|via|online|using|through")
    + rf"(?! (?:{WORD}){{0,4}}(?:by|with|via|online|through|using|card|paypal|link|stripe|attention|page"
    rf"|button)\b)",
    r"(?:can not|could not|can no longer|unable to|not able to) (?:currently |really |actually "
    r"|simply )?afford(?=[.,;!?)]|$| (?:it|you|your|to (?:pay|continue|keep (?:you|going|the|paying)|hire"
    r"|go on)|the (?:invoice|fees?|cost|project|rest|payment|work|next)|any (?:more|further|freelanc)"
    r"|further|this (?:invoice|project|anymore|any))\b)",
    r"(?:bank )?accounts? (?:has|have) been (?:frozen|seized)|froze(?:n)? our (?:bank )?accounts?|(?:laid"
    r"|lay|laying|had to let|letting) (?:\w{1,10} )?(?:off|go) (?:\w{1,10} )?(?:of )?(?:staff|people"
    r"|employees|team|half|most|everyone|everybody|all|our|the whole|\d{1,4}|several|some|workers"
    r"|colleagues)|(?:been|was|were|got|being|getting) laid off|lay-?offs|redundancies|redundancy (?:notice"
    r"|package|process|consultation|pay|talks)",
    r"made (?:\w{1,10} )?redundant|let(?:ting)? (?:half|most|all|several|some|many|\w{1,8} people"
    r"|the (?:whole )?team|everyone)(?: of (?:us|them|the staff|the team|our \w{1,10}))? go(?=[.,;!]|$"
    r"| (?:last|this|in|at|on|because|due|and|today))|(?:lost|lose|losing) (?:my|his|her|their|our) jobs?"
    r"|(?:verge|brink) of (?:clos|collaps|ruin|folding)\w{0,5}|receivers (?:are|have|were)|(?:company"
    r"|business|firm|agency|studio|start-?up) (?:has |have )?(?:just )?(?:collapsed|folded|went bust"
    r"|gone bust|closes (?:down|its doors))|(?:our|the) (?:main |lead |biggest )?(?:funding|financing"
    r"|investors?|investment|grant|funds) (?:round )?(?:has |have |had |was "
    r"|were )?(?:just )?(?:fell through|fallen through|been pulled|pulled out|withdr[ae]wn?|backed out"
    r"|dried up|been withdrawn|ran out|run out|collapsed|been cut off)|(?:lost|losing) (?:our|all"
    r"|the) (?:funding|financing)",
    r"(?:i|we|company) (?:am|are|is) (?:flat |totally |completely |basically |simply )?broke" + _BROKE,
    rf"{_FIRM} (?:is|has been) (?:going|gone) through (?:a|an|some) (?:{WORD}){{0,2}}(?:time|times|period"
    rf"|patch|situation)"
    r"|going through (?:a|an|some) (?:\w{1,10} ){0,2}(?:time|period|patch|situation)s? financially"
    r"|going through (?:a|an|some) (?:\w{1,10} )?(?:financial|financially) (?:\w{1,12} )?(?:time|times"
    r"|period|patch|situation)|payment moratorium|suspension of payments|saving the (?:company"
    r"|business) from",
)

_FIRM_ES = (
    r"(?:empresa|negocio|tienda|estudio|agencia|sociedad|compania|restaurante|despacho|bar|fabrica|taller"
    r"|cooperativa|clinica|academia|libreria|persiana|chiringuito|hotel|fundacion|asociacion|s\.?l\.?)"
)

_OURS_ES = rf"(?:la|el|nuestr[oa]|mi|su|los|las|una parte de la) (?:\w{{1,10}} )?{_FIRM_ES}s?"

_TIMES_ES = (
    nor(
        r"por (?:vacaciones|navidad|las fiestas|festivo|la tarde|reformas|semana santa|obras)|en agosto|a las"
    )
    + nor(r"del \d|hasta|los (?:lunes|martes|viernes|sabados|domingos)|el (?:viernes|lunes|sabado)|antes")
    + nor(r"esta tarde|hoy|manana|durante|entre|de \d")
)

SPANISH = any_of(
    r"(?:declara\w{1,4}|solicita\w{1,4}|presenta\w{1,4}) (?:el|en) concurso(?! de (?:ideas|foto|dibujo"
    r"|cartel))|(?:vamos a|tenemos que|tendremos que|toca) cerrar(?=[.,;!]|$| (?:definitivamente"
    r"|para siempre|porque|el negocio))|concurso (?:voluntario |necesario )?de acreedores"
    r"|pre-?concurs\w{1,5}|concursal|(?:en|al|a|entrar en|un) concurso(?=[.,;!]|$| (?:voluntario|y no|desde"
    r"|por (?:falta|deudas)))|nuestros acreedores|los acreedores|acreedores",
    r"insolven(?:te|tes|cia)|(?:en|a la|la|de|una|declarar la|declarado en) quiebra|bancarrota"
    r"|suspension de pagos"
    rf"|{_FIRM_ES} (?:ha |va a |acaba de )?(?:quebr(?:ado|ar|o)|cerra(?:do|r)|cierra|cerro|cerrara"
    rf"|desaparec\w{{1,4}})"
    + nor(r"el trato|la (?:operacion|compra|venta|ronda)|un|el ano|filas")
    + _TIMES_ES
    + r"|(?:hemos|hemos|vamos a) quebra(?:do|r)",
    r"(?:un|el|los|del|por|al|en|de|otro|hacer) (?:ere|erte)s?|expediente de regulacion|regulacion de empleo",
    rf"(?:cerr(?:amos|ar|aremos|ado|ando|o|aron|e|aran)|cierr(?:a|o|an|e)|cese de|cierre de"
    rf"|cierre definitivo de|liquid(?:ar|amos|acion|ado|ando)(?: de)?|disol(?:ver|ucion|vemos)(?: de)?|bajar"
    rf"|echar el cierre a|bajamos|traspas(?:ar|amos)) (?:definitivamente )?{_OURS_ES}"
    + _TIMES_ES
    + r"|cierre (?:definitivo )?(?:del|de nuestro|de mi) (?:negocio|estudio|taller|restaurante|despacho|local"
    r"|bar)"
    + _TIMES_ES
    + r"|ces(?:e|ar|amos|ado|aremos) (?:de |en |con )?(?:la |nuestra |toda |la )?actividad|en liquidacion"
    r"|echar el cierre|echamos el cierre|cerramos (?:definitivamente|para siempre)|bajar la persiana"
    r"|bajamos la persiana",
    r"(?:problemas?|dificultad(?:es)?|falta|tension(?:es)?|apuros?|crisis|agujero|bache|escasez|ahogo"
    r"|aprieto|aprietos|situacion)"
    r" (?:\w{1,10} ){0,2}(?:(?:de|con la|en la|en) (?:liquidez|tesoreria|caja|solvencia|fondos|dinero"
    r"|impagos)|economic[oa]s?|financier[oa]s?)"
    + nor(r"mundial|global|de (?:la|los|el) (?:clientes?|proyecto|web)|del (?:pais|proyecto)")
    + r"|problemas para (?:pagar|hacer frente)|mal (?:momento|situacion) economic[oa]",
    r"(?:sin|no (?:tenemos|tengo|hay|disponemos de|queda|nos queda|nos llega)|ni|quedado sin|escasos de"
    r"|faltos de|justos de|cortos de|mal de|apurados de|fatal de|muy justos de) (?:el |la |mas |suficiente "
    r"|suficientes )?(?:liquidez|fondos|dinero|tesoreria|solvencia)(?=[.,;!)]|$| (?:para (?:pagar|seguir"
    r"|continuar|afrontar|hacer|cubrir)|en (?:la )?(?:caja|cuenta)|ahora|hasta|y|suficiente|de momento|este"
    r"|por))",
    r"no (?:te |le |os |les |lo |la |los |las |se |me )?(?:puedo|podemos|podremos|podre|podria|podriamos"
    r"|puede|podra|vamos a poder|voy a poder|llegamos a|llego a|somos capaces de|tenemos para|tengo para"
    r"|hay para|tenemos con que) (?:\w{1,10} )?(?:ahora )?(?:pagar|abonar|hacer frente|afrontar|costear)(?:te"
    r"|le|os|les|la|lo|las|los|nos)?"
    + nor(r"con|por|desde|mediante|en (?:la web|linea)|online|a traves|via")
    + rf"(?! (?:{WORD}){{0,3}}(?:con tarjeta|tarjeta|por la web|por paypal|paypal|bizum|por transferencia"
    rf"|online)\b)",
    r"no (?:podemos|puedo|podremos|podre|vamos a poder) (?:asumir|permitir(?:me|nos)) (?:el|los|la|las|este"
    r"|ese|mas|ningun|otro|un) (?:\w{1,10} )?(?:costes?|gastos?|pagos?|facturas?|importe|precio|desembolso"
    r"|presupuesto|proyecto)|no lleg(?:o|amos) a fin de mes|no lleg(?:o|amos) (?:a|para) (?:las nominas"
    r"|pagar|fin)|no (?:podemos|puedo) permitirnoslo",
    r"(?:cuentas?|empresa|nos|me|han|estamos) (?:\w{1,8} )?(?:estan |han |tienen )?(?:embargad[oa]s?"
    r"|embargad[oa]|bloqueado las cuentas)|embargo(?: de)? (?:de las |las |nuestras |hacienda )?(?:cuentas"
    r"|nuestras|bienes|preventivo|judicial)|(?:muchas|tenemos|tengo|acumulamos|nuestras|por|de|las|con"
    r"|ahogad[oa]s por las|llenos de|hasta arriba de) deudas" + nor(r"tecnica|de (?:otros|clientes)"),
    r"(?:despedir|despedido|despidiendo|echar|echado|prescindir de|despidos? de"
    r"|despedimos) (?:a )?(?:(?:casi|toda|todo|parte de|media|gran parte de|mucha|varios|la mitad de|la|el"
    r"|al|todos los) ){0,3}(?:la )?(?:plantilla|gente|personal|equipo|trabajadores|empleados|companeros"
    r"|mundo)|despidos(?: colectivos?| masivos?)?|(?:me|nos|le) (?:han|ha) (?:despedido|echado)(?=[.,;!]|$"
    r"| (?:a|de la (?:empresa|agencia)|del trabajo|por))|reestructuracion de (?:la |nuestra )?deuda"
    r"|refinanci(?:ar|ando|amos|acion) (?:de )?(?:la|nuestra) deuda",
    r"(?:(?:quedo|quedar|quedado|quedarme|quede|quedamos|quedarnos) sin (?:trabajo|empleo)|sin (?:un euro"
    r"|un duro|blanca)|a dos velas|arruinad[oa]s?|en la ruina|con el agua al cuello|al borde de(?:l cierre"
    r"| la quiebra| la ruina)|en numeros rojos|salvar (?:la empresa|el negocio)|ahogad[oa]s economicamente"
    r"|economicamente (?:muy )?(?:mal|ahogad[oa]s|tocad[oa]s))|(?:perdido|perdimos|retirado|caido|cortado"
    r"|falla|fallado|fallo) (?:(?:al?|el|la|los|las|nuestr[oa]|toda|principal) ){0,3}(?:financiacion"
    r"|inversor(?:es)?|subvencion|ayudas)|situacion (?:\w{1,12} )?(?:critica|insostenible|limite"
    r"|muy delicada) (?:economica|de la empresa|en la empresa)|(?:fondo|ayuda) de garantia salarial|fogasa",
)
