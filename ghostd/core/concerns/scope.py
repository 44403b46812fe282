"""More than was agreed, asked for in passing; folded."""

from __future__ import annotations

from ghostd.core.concerns.phrasing import any_of, nor

_MORE = (
    r"(?:changes?|tweaks?|pages?|things?|edits?|requests?|favou?rs?|features?|sections?|revisions?|rounds?"
    r"|versions?|points?|corrections?|adjustments?|items?|additions?|variants?|options?|banners?|languages?"
    r"|slides?|screens?)"
)

ENGLISH = any_of(
    r"(?:can|could|would) (?:you|we) (?:please )?(?:make|do|add|change|create|prepare|design|write|translate"
    r"|build|include|have|get) (?:\w{1,14} ){1,6}(?:as well|too)(?=[.,;?!]|$)|(?:it|there|that|the site"
    r"|the page) (?:would|will|should) also (?:need|have) ",
    r"one (?:more|last|other|final|further|additional|extra) (?:small |little |quick |tiny |minor )?(?:thing"
    r"|change|tweak|page|favou?r|request|addition|edit|item|feature|point|version)"
    + nor(
        r"to (?:note|mention|remember|consider)|which|worth|i (?:noticed|forgot to say|learned|wanted to say)"
    ),
    r"(?:while|since|when|as) (?:you|you are|we are|you were) (?:at it|in there|on it|already (?:at|there|in"
    r"|working))|while at it|while (?:you|you are) (?:working|updating|changing|doing|fixing|editing)"
    + nor(r"your|my way|with"),
    rf"(?:another|an? additional|an? extra|an? new) (?:small |little |quick |tiny |minor )?{_MORE}"
    r" (?:for you|to (?:add|do|make|include)|please|we (?:would|need|want)|i (?:would|need|want)|if possible)"
    rf"|another (?:small|little|quick|tiny) {_MORE}",
    rf"(?:a few|some|a couple of|two|three|several|a couple) (?:more|extra|additional) (?:small |little "
    rf"|quick |tiny |minor )?{_MORE}"
    + nor(r"are|were|is|have|of mine|about|for|which|that (?:are|were|have)"),
    rf"just (?:a|one|another|some) (?:quick|small|tiny|little|minor) (?:{_MORE}|ask|extra)",
    r"(?:could|can|would|will) (?:you|we|it be possible to|you please|you maybe|you perhaps"
    r"|you possibly) (?:please )?(?:also|quickly|just quickly|additionally) (?:please )?(?:add|make|do"
    r"|include|create|prepare|design|write|translate|change|build|set up|update|give|throw|put|adapt|extend"
    r"|produce|draw|record|edit|handle|cover|fix|take care|have a look|look (?:at|into)|draft|integrate|move"
    r"|migrate|develop|redo|optimi[sz]e|do)",
    r"(?:would|might|could) (?:also )?(?:be )?(?:great|nice|good|lovely|fantastic|possible|helpful"
    r"|cool) (?:if (?:you|we) (?:could|can) also|to also (?:have|add|get|include)|to (?:add|include"
    r"|have) (?:an?|another|some) (?:\w{1,12} )?"
    rf"{_MORE}(?:,? too| as well))",
    r"(?:we|i) (?:(?:would|will|do|might|may) )?(?:also|additionally) (?:need|like|want|love"
    r"|require) (?:you to|to (?:add|have|include|get)|an?|another|some|the)",
    r"(?:we|i|they|my boss|the boss|the team|the client) (?:have |has |just |had )?(?:been thinking|decided"
    r"|realised|realized|came up with|wondered|are wondering|was wondering|were wondering) (?:if|whether"
    r"|that|of|about) (?:\w{1,12} ){0,8}(?:also|as well|another|in addition|additional|extra)|(?:boss|team"
    r"|client|we|i) thought (?:we|you) (?:could|should|might) (?:\w{1,12} ){0,6}(?:also|as well|another|too)",
    r"(?:it|this|that|they|which|surely|you|certainly|probably) (?:should|would|will|could|might|must"
    r"|can) (?:not|only) (?:take|be|cost|need) (?:you )?(?:too |very |that |so )?(?:long(?! (?:before|until"
    r"|enough))|much (?:work|more|effort|time|extra)|more than|a few (?:minutes|hours)|an? (?:minute|hour"
    r"|moment)|five minutes|\d{1,2} minutes|a big (?:deal|change))|quick favou?r|(?:small|little"
    r"|tiny) extra(?:s|(?=[.,;:!?]))",
    r"(?:throw|squeeze|slip) (?:in|it in|that in|this in|those in|them in|in) (?:an?|another|some|too"
    r"|as well|also|for)|on top of (?:what|the) (?:we )?(?:agreed|agreement|original)"
    r"|beyond the (?:original |agreed )(?:scope|brief|quote)|(?:know|aware|reali[sz]e|understand|maybe"
    r"|perhaps|probably|technically|strictly|bit|slightly) (?:\w{1,12} ){0,4}(?:out of|outside|outside of"
    r"|beyond|not in) (?:(?:the|our|original|agreed) ){0,3}scope|(?:extend|expand|increase"
    r"|widen)(?:ing)? (?:the |our )(?:original |agreed )?scope(?! of)|(?:was not|were not|is not"
    r"|not) (?:part of|in|included in) the (?:original|initial|first) (?:quote|brief|scope|offer|briefing"
    r"|plan|agreement)|extra (?:page|pages|round|feature|features|section|version|language)s?|(?:for"
    r"|at) no (?:extra|additional) (?:cost|charge|fee)|without (?:extra|additional) (?:cost|charge)"
    r"|(?:within|included in|as part of) the (?:same|agreed|original|current) (?:price|budget|quote|fee)",
)

_THING_ES = (
    r"(?:cosas?|cositas?|cambios?|cambitos?|detalles?|detallitos?|favor(?:es)?|paginas?|secciones|seccion"
    r"|versiones|version|peticion|peticiones|apartados?|retoques?|ajustes?|correccion|correcciones"
    r"|funcionalidad(?:es)?|idiomas?|textos?|imagen|imagenes|punto)"
)

_DO_ES = (
    r"(?:anadir|hacer|poner|meter|incluir|preparar|disenar|traducir|cambiar|crear|revisar|montar|arreglar"
    r"|retocar|actualizar|redactar|escribir|adaptar|maquetar|echar|darle|dar|corregir|configurar|subir|ocupar"
    r"|encargar|grabar|editar|mirar|sacar|pasar|mandar)"
)

SPANISH = any_of(
    rf"(?:podrias|puedes|podriais|podeis|podria) (?:{_DO_ES}(?:me|nos|le|les|lo|la|los|las|te)? )?(?:tambien"
    rf"|ademas|de paso)"
    r"|(?:haria|harian|hace|hacen) falta (?:tambien|ademas)|(?:un pequeno cambio|un cambio (?:muy )?pequeno)"
    r"|(?:queremos|quiero|querriamos|necesitamos|necesito|nos gustaria|me gustaria) (?:\w{1,12} )?(?:tambien"
    r"|ademas)",
    r"ya que (?:estas|esta|estais|estan|estamos|te pones|os poneis|se pone|lo (?:tocas|estas|abres|tienes"
    r"|tocais|haces))(?=[.,;!]|$| (?:con|en|a|podrias|puedes|podriais|podria|me|nos|metid[oa]|por|haz|cambia"
    r"|si|trabajando|ello|anade))|ya puest[oa]s?|(?:y )?de paso,? (?:podrias|puedes|podriais|podria|puede|me"
    r"|nos|si|anade|cambia|haz|te pido|os pido|queria|quiero|querriamos|se podria|podemos|revisa|tambien"
    r"|aprovech\w{1,4})",
    rf"(?:una?|otr[oa]s?|algun[oa]?s?|un par de|un[oa]s|dos|tres|un[oa]s cuant[oa]s|varios"
    rf"|varias) (?:ultim[oa]s? |pequen[oa]s? |otr[oa]s? )?"
    rf"{_THING_ES} (?:mas|extra|adicional(?:es)?|nuev[oa]s?)" + nor(r"que|sobre|importante"),
    r"(?:otr[oa]s?|una? ultim[oa]) (?:pequen[oa]s? )?(?:cosas?|cosita|favor|cambios?|cambitos?|detalle"
    r"|detallito|peticion|retoque"
    r"|ajuste|cosilla)" + nor(r"es|que|seria|muy|distinta|sobre|importante|mariposa"),
    r"(?:una cosita|un cambito|un detallito|una cosilla|un cambio de nada|un retoque rapido|un favorcillo"
    r"|un favorcito)",
    rf"(?:(?:me|nos|se) )?(?:podrias|puedes|podriais|podeis|podria|puede|podriamos|podemos"
    rf"|se podria) (?:\w{{1,8}} )?(?:tambien|ademas) (?:\w{{1,8}} )?{_DO_ES}(?:me|nos|le|les|lo|la|los|las"
    rf"|te)?",
    r"(?:tambien|ademas),? (?:me |nos |te )?(?:podrias|puedes|podriais|podeis|podria|necesit\w{1,7}|gustaria"
    r"|querriamos|queremos|quiero"
    rf"|quisieramos|quisiera|haria falta|hace falta|harian falta|nos vendria"
    rf"|vendria) (?:\w{{1,8}} )?(?:{_DO_ES}\w{{0,4}}|que|una?|otr[oa]s?"
    r"|unas?|unos|tener|contar|la|el)",
    rf"aprovech(?:ando|o|amos) (?:que|para) (?:\w{{1,8}} ){{0,3}}(?:estas|pedir\w{{0,4}}|{_DO_ES}\w{{0,3}}"
    rf"|podrias|te pones|estais)" + nor(r"las fiestas"),
    rf"{_DO_ES} (?:tambien |ademas )?(?:otr[oa]s?|un[oa]s? (?:pocas |pocos )?mas|algun[oa]s? mas) {_THING_ES}"
    r"|(?:hemos|he|han|se nos ha|se me ha) (?:pensado|ocurrido|decidido|visto) (?:\w{1,8} ){0,3}(?:tambien"
    r"|ademas|otr[oa]|anadir|ampliar)",
    r"no (?:te |os |le )?(?:lleva|llevara|llevaria|cuesta|costara|costaria|deberia (?:llevar|costar|suponer)"
    r"|creo que (?:te )?(?:lleve|cueste)|supone|supondra|supondria|tardas|tardaras|tardarias)(?:te|le"
    r"|os)? (?:mucho|nada|mas de|tanto|demasiado|apenas|gran|ni)|(?:sera|seria|es|son|seran|solo es"
    r"|solo son) (?:solo )?(?:un momento|un momentito|un minuto|cinco minutos|diez minutos|cinco minutillos"
    r"|un segundo|una tonteria|nada)" + nor(r"de"),
    r"fuera de(?:l)? (?:alcance|presupuesto|lo (?:acordado|pactado|presupuestado)|encargo)|ampliar (?:el"
    r"|un poco el) (?:alcance|encargo|proyecto|pedido)|sin (?:coste|cargo|sobrecoste) (?:adicional|extra"
    r"|alguno)?|(?:dentro|incluido) (?:del|en el) (?:mismo|presupuesto) (?:precio|presupuesto|inicial"
    r"|acordado|actual)|no (?:estaba|entraba|iba|figuraba) (?:incluid[oa] )?en (?:el|la) (?:presupuesto"
    r"|encargo|acuerdo|propuesta|briefing)|trabajo extra|(?:pagina|seccion|idioma|version|ronda) (?:extra"
    r"|adicional)",
)
