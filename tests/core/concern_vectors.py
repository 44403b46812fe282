"""What people write, a sentence a line: by the concern that it tells of, and what only sounds like one."""

from __future__ import annotations

from ghostd.core.concerns import Concern

TELLING: dict[tuple[Concern, str], str] = {
    (Concern.ILLNESS, "en"): """
        Sorry about the silence, I was very sick.
        He is in a coma.
        My husband had to be hospitalised.
        I've been fighting a virus for two weeks.
        My partner is having chemotherapy and I'm with her.
        Sorry, I've been really under the weather.
        I had an accident with the bike and have two broken ribs.
        I have a herniated disc and can hardly sit.
        My sister has been diagnosed with leukaemia.
        I'm scheduled for knee surgery on the 14th.
        We spent the weekend in A&E with our daughter.
        Our project manager is on sick leave.
        I'm afraid I have been off work with stress.
        I've come down with something nasty and am in bed.
        My father has had a fall and is in hospital, so I can't look at it this week.
        I am going through a burnout and have to stop working for some months.
        My husband was in a serious accident last Thursday.
        I'm still quite weak after pneumonia.
        I'm having some tests done at the hospital.
        Bob is recovering from an operation.
        My mum fell and broke her hip.
        I fainted yesterday and they are keeping me in for observation.
        Jane is off on long-term sick leave, I am covering for her.
        I have been struggling with my mental health lately.
        My son was born prematurely and we are at the hospital day and night.
        I broke my wrist, so typing is slow.
        I'm waiting for the results of my biopsy.
        My little one has been poorly all week.
        I'm undergoing treatment for breast cancer and will be slow.
        We've had covid in the house, so everything is late.
        I caught the flu and could not look at anything.
        My doctor has ordered complete rest.
        I've had a rough couple of weeks, my wife has been seriously ill.
        Sorry, I was admitted to hospital on Sunday and only got out today.
        I've been laid up with a bad back since last week.
        I'm in hospital at the moment, sorry for the silence.
        I have been in the hospital since Tuesday.
        My mother is in hospital and I'm with her most of the day.
        I had surgery last week and I am still recovering.
        My husband needs heart surgery on Monday.
        Sorry, I'm off sick this week.
        She has been off sick since March.
        I am on sick leave until further notice.
        I am currently on medical leave.
        I was diagnosed with cancer in January.
        My father was just diagnosed with Parkinson's.
        Half the team has the flu.
        We all got covid.
        I've been really ill for two weeks.
        Sorry for the late answer, I've been sick.
        I'm not feeling well today.
        I haven't been well lately.
        Our daughter is ill and I have to stay at home.
        My wife starts chemo next week.
        I had a heart attack in August.
        My dad had a stroke on Sunday.
        He broke his leg skiing.
        I had a car accident.
        I'm feeling a bit under the weather.
        I’m completely burnt out and my doctor has signed me off.
        For health reasons I have to step back for a while.
        There is a family emergency and I have to fly home.
        Due to a sudden illness I cannot join the call.
        Our son was rushed to hospital last night.
        My partner's operation was yesterday.
        I'm having an operation on my knee.
        She tested positive this morning.
        I'm in bed with a terrible fever.
        My kid is sick again.
        I am dealing with some personal health issues.
        Bob is unwell, so I'm writing for him.
        She is in intensive care.
        I'll be out for a few days, I have to take care of a sick child.
        I am recovering from surgery.
    """,
    (Concern.ILLNESS, "es"): """
        Tengo covid otra vez.
        Me operaron ayer y estoy en casa.
        Nuestro gerente está hospitalizado.
        Hemos estado todos malos en casa.
        Ando fastidiado de la espalda, no puedo trabajar.
        Tuve que llevar a mi padre al hospital.
        Me han detectado algo en el pulmón y estoy de médicos.
        No estoy bien de salud.
        Estamos con mi suegra en cuidados paliativos.
        Mi madre se ha roto la cadera.
        Estoy con pruebas médicas y no sé cuándo volveré.
        He pasado una semana malísima con gripe.
        Luis ha tenido un accidente de moto y está en el hospital.
        Estoy de baja desde hace un mes.
        Mi hijo pequeño tiene neumonía.
        Mi mujer está muy enferma.
        Perdona el silencio, he estado ingresado.
        Estoy en pleno tratamiento de quimioterapia.
        Bob tuvo un ictus el domingo.
        Estamos pasando por un problema grave de salud en la familia.
        Vengo de urgencias con el niño.
        Estoy recuperándome de una operación.
        Mi mujer está embarazada y tiene que guardar reposo.
        Me caí de la bici y me rompí la clavícula.
        Estoy con ansiedad y el médico me ha mandado parar.
        Perdona, he tenido a los niños enfermos.
        A mi madre le han detectado un tumor.
        Ha sido operado de corazón y está en casa.
        Ana está de baja, me ocupo yo de sus temas.
        Estoy pendiente de una operación de espalda.
        Me ha dado un lumbago y no puedo moverme.
        Mi padre sigue en la UCI y apenas miro el correo.
        Mi hija ha estado hospitalizada.
        Llevo una semana en cama con fiebre.
        Disculpa el retraso, he estado con gripe.
        Estoy de baja por enfermedad hasta el día 15.
        Perdona, sigo de baja.
        Me han dado la baja médica.
        Estoy ingresada en el hospital.
        Mi madre está ingresada desde el lunes.
        Han ingresado a mi padre de urgencia.
        Me operan el jueves.
        Me acaban de operar de la rodilla.
        La operación de mi hija fue ayer.
        Le han diagnosticado un cáncer a mi mujer.
        Me han diagnosticado una enfermedad grave.
        Empiezo con la quimio la semana que viene.
        He estado enfermo toda la semana.
        Mi hijo está malito y no puedo ir.
        Tengo fiebre y estoy en la cama.
        Tenemos todos la gripe en casa.
        Hemos cogido el covid.
        He dado positivo esta mañana.
        No me encuentro bien, lo dejamos para mañana.
        Hoy me encuentro fatal.
        Por motivos de salud no podré seguir con el proyecto por ahora.
        He tenido un problema de salud.
        A mi padre le ha dado un infarto.
        Mi abuela ha tenido un ictus.
        He tenido un accidente de coche.
        Me he roto el brazo.
        Estoy en urgencias con mi hija.
        Llevo dos semanas en el hospital con mi madre.
        Mi socio está en la UCI.
        Necesito guardar reposo absoluto.
        Tengo que pasar por quirófano en mayo.
        Ayer tuve una crisis de ansiedad.
        Estoy con una depresión muy fuerte.
        He estado muy malo estos días.
        Mi marido está muy grave.
        Ha surgido una urgencia familiar.
        Tengo una hernia y casi no puedo sentarme.
        Estoy fuera por una intervención quirúrgica.
    """,
    (Concern.BEREAVEMENT, "en"): """
        My husband was killed in an accident.
        We buried him on Friday.
        I have been on bereavement leave.
        My wife died in January.
        We're all in shock, Peter passed away at the weekend.
        I'm at my aunt's funeral tomorrow.
        Our CEO died in a plane crash.
        Due to a death in the family the office is closed.
        My best friend has died and I am not really working.
        I lost my mum three weeks ago.
        Sorry for the late reply, we had a funeral in the family.
        My grandfather passed away this morning.
        My partner died after a long illness.
        His sudden death has hit us all.
        Apologies, there has been a tragedy in my family.
        We lost our baby in February.
        I had to bury my mother this week.
        She died in her sleep on Monday.
        My uncle passed yesterday.
        It is with great sadness that I tell you that our director has died.
        My brother took his own life in May.
        Sorry, we have been grieving the loss of our founder.
        I've been away for my grandmother's funeral.
        Our colleague and friend Tom passed away on Sunday.
        I've just lost my father.
        My dad died on Tuesday so I'm with my family.
        We had a death in our family last week.
        My father passed away on Friday.
        Sadly, our founder has passed away.
        My mother died last week.
        I'm sorry, my grandmother has died.
        We lost our dad on Sunday.
        I lost my best friend in an accident.
        There has been a death in the family.
        I'm flying home for a funeral.
        The funeral is on Wednesday.
        I am out of the office due to a bereavement.
        I'm on compassionate leave.
        After the loss of my husband I am slow with everything.
        Since the death of my brother nothing is as it was.
        My colleague Peter died unexpectedly.
        Peter died last night.
        His wife was killed in a car crash.
        We are mourning our managing director.
        Thank you for your kind condolences.
        My sister had a miscarriage.
        We lost the baby.
        My father's death has kept me away from my desk.
        We have suffered a terrible loss.
        Our boss died suddenly.
        We buried my mother yesterday.
        The memorial service is next Tuesday.
        My dog died and I'm not myself.
        The whole office is in mourning.
        He lost his battle with cancer.
        I am still grieving.
        A friend of ours has passed away.
    """,
    (Concern.BEREAVEMENT, "es"): """
        Ayer perdimos a nuestro padre.
        Tuvimos que ir al tanatorio.
        Mi padre ha fallecido hace poco.
        Se murió mi gato.
        Cerrado por defunción.
        Gracias por el pésame.
        Mi socio ha muerto en un accidente.
        Ha sido un mes terrible: murió mi madre.
        Murió mi perro y estoy hecha polvo.
        El lunes enterraron a mi cuñado.
        Nos ha dejado mi abuela.
        Estoy de luto por mi padre.
        Mi tío falleció anoche.
        Estamos destrozados, ha muerto nuestro compañero Juan.
        Mi pareja ha muerto.
        Estoy arreglando los papeles del fallecimiento de mi madre.
        Falleció mi suegro y no he podido contestarte.
        Tras la muerte de nuestro compañero Luis estamos todos tocados.
        Estuve en el funeral de un amigo.
        Siento decirte que Bob ha fallecido.
        Perdí a mi hermano hace dos semanas.
        Nuestro fundador murió el pasado martes.
        Estoy de entierro.
        Se nos ha ido la abuela.
        Hemos tenido un fallecimiento en la familia.
        Mi madre acaba de fallecer.
        Ha muerto mi padre.
        Mi padre falleció el viernes.
        Ha fallecido mi madre.
        Nuestro socio ha fallecido de repente.
        Mi padre murió la semana pasada.
        Se ha muerto mi abuela.
        Ha muerto mi hermano.
        Mi suegro se nos murió anoche.
        Estamos en el tanatorio.
        El velatorio es esta tarde.
        Mañana es el funeral.
        Vengo del entierro de mi tío.
        Tras la pérdida de mi marido estoy muy desconectada.
        Hemos perdido a mi madre.
        Perdimos a un compañero el sábado.
        Siento no haber escrito: un fallecimiento en la familia.
        Por la muerte de mi padre no he podido atender nada.
        Ha habido una muerte en la familia.
        Estamos de luto.
        La oficina está cerrada por luto.
        Por defunción de un familiar, hoy no abrimos.
        Muchas gracias por vuestras condolencias.
        Mi mejor amigo murió en un accidente.
        Mi mujer ha perdido el bebé.
        Ayer enterramos a mi abuelo.
        Nuestra directora falleció en enero.
        Mi madre nos dejó ayer.
        Ha sido una pérdida familiar muy dura.
        Mi perro se ha muerto y estoy fatal.
        Acaba de morir mi suegra.
        Estoy pasando un duelo complicado.
    """,
    (Concern.INSOLVENCY, "en"): """
        The business is being wound up.
        The company has debts that we can't pay.
        We have no money left.
        We are nearly bankrupt.
        I'm sorry to say the company is closing down.
        We have filed for bankruptcy.
        The whole department has been laid off.
        Sorry, we have a cash flow problem.
        I can't pay you until our client pays us.
        We're insolvent.
        The bank has cancelled our credit line and we can't pay the invoices.
        We're going through a very difficult time financially.
        Our company is being liquidated.
        The firm has collapsed.
        We're on the verge of closing down.
        The receivers are in.
        We need more time to pay, money is tight.
        We are in talks with an insolvency practitioner.
        The company will cease trading on Friday.
        They let half of us go last week.
        I'm being made redundant at the end of the month.
        The start-up has run out of funding.
        Our biggest customer went bankrupt and dragged us down.
        We have serious cashflow issues this quarter.
        Business has been terrible and we can't pay you yet.
        At the moment we simply don't have the cash to settle this.
        I'm afraid we are winding the company down.
        Our company has filed for bankruptcy protection.
        We are no longer able to pay our suppliers.
        We've had to call in the administrators.
        The company has gone into administration.
        We entered administration on Monday.
        Administrators have been appointed.
        We have filed for insolvency.
        Our parent company is insolvent.
        We filed for Chapter 11 last month.
        The firm is bankrupt.
        We are close to bankruptcy.
        We have cash flow problems at the moment.
        Our cash flow is very tight.
        We can't pay at the moment.
        I cannot pay your invoice right now.
        We are unable to pay the invoice this month.
        We simply can't afford to continue the project.
        We have run out of money.
        We're closing the business.
        We have to shut down the company.
        The company is in liquidation.
        A liquidator has taken over.
        We had to lay off half of the staff.
        I have been made redundant.
        We are in serious financial difficulties.
        Money is very tight.
        Our funding fell through.
        Our main investor has pulled out.
        We are going out of business.
        The agency went bust.
        The bank account has been frozen.
        We have stopped trading.
        To be honest, we're broke.
        We are talking to our creditors.
        We don't have the money to pay this month.
        There will be redundancies.
        The business is struggling to survive.
    """,
    (Concern.INSOLVENCY, "es"): """
        Me voy a quedar sin trabajo, cierran.
        Nos vemos obligados a cesar nuestra actividad.
        Vamos a cerrar.
        No voy a poder pagarte hasta marzo.
        Nos han despedido a todos.
        Estamos sin liquidez.
        Estamos sin un euro.
        No tengo dinero para pagarte ahora.
        Estamos fatal de liquidez.
        Estamos en preconcurso de acreedores.
        He tenido que cerrar el estudio.
        Este mes no podemos pagar la factura.
        Vamos muy mal de tesorería.
        Han declarado el concurso de la sociedad.
        Tenemos un ERE en marcha.
        La empresa está en situación de insolvencia.
        La empresa se va a la quiebra.
        Hacienda nos ha embargado.
        El banco nos ha bloqueado las cuentas.
        Estamos atravesando una situación económica complicada.
        La agencia quebró en enero.
        Tenemos que presentar un ERE.
        Nos han cortado el crédito y no podemos pagar.
        Hemos cerrado la empresa.
        La empresa cierra.
        No podemos pagar las nóminas.
        La empresa va a entrar en concurso.
        Hemos entrado en concurso de acreedores.
        La empresa está en concurso.
        Hemos presentado el preconcurso.
        Ha llegado el administrador concursal.
        La empresa se ha declarado insolvente.
        Estamos al borde de la quiebra.
        La sociedad está en bancarrota.
        Vamos a un ERE.
        Nos han metido en un ERTE.
        Cerramos la empresa a final de mes.
        He tenido que cerrar el negocio.
        Vamos a cerrar la tienda.
        Tenemos problemas de liquidez.
        Hay problemas de tesorería.
        Estamos con problemas económicos.
        Ahora mismo no podemos pagar.
        No te puedo pagar este mes.
        No podemos hacer frente a la factura.
        No tenemos dinero para pagar la factura.
        Nos hemos quedado sin liquidez.
        La empresa ha quebrado.
        Nos han embargado las cuentas.
        Estamos llenos de deudas.
        Hemos tenido que despedir a media plantilla.
        Me han despedido.
        Ha habido despidos.
        La situación económica de la empresa es muy delicada.
        Pasamos por dificultades financieras.
        Hemos cesado la actividad.
        La sociedad está en liquidación.
        Estamos con el agua al cuello.
        No llegamos a fin de mes.
        Nos falla la financiación y hemos perdido al inversor.
        Estamos en números rojos.
    """,
    (Concern.COMPLAINT, "en"): """
        We expected more from you.
        This is unacceptable and unprofessional.
        The print came out with the wrong colours.
        You forgot the second page again.
        Please give us our money back.
        This is the third time I ask for this correction.
        The text contains several mistakes.
        I'm very disappointed with your work.
        That is not what we had discussed.
        I am writing to complain about the last delivery.
        We're not happy with the photos.
        You said Monday, it is Friday and we still have nothing.
        We've lost an order because of the error on the page.
        I find this very unprofessional.
        This is really not acceptable.
        You've made a mistake in the invoice.
        The work is not up to standard.
        Our customers are complaining about the new site.
        I have to complain about the delay.
        It's the second time that you send the wrong file.
        We are not at all satisfied with the second version.
        Nothing works as promised and I want my money back.
        The texts are full of spelling mistakes.
        I must say I am quite disappointed by the result.
        This isn't what I ordered.
        The brochure came back with the wrong phone number again.
        I'm really unhappy with the way this was done.
        I'm not happy with the result.
        We are very unhappy with the last delivery.
        I have to say I'm disappointed.
        This is not what we agreed.
        That's not what we asked for.
        This is unacceptable.
        The delay is simply not acceptable.
        The price on page two is wrong again.
        It is still wrong.
        I would like to make a complaint.
        We have received several complaints from our customers.
        I want a refund.
        Please refund the deposit.
        There are several errors in the text.
        The translation is full of mistakes.
        I found many typos in your version.
        You sent us the wrong file.
        The wrong logo was printed.
        You promised it for Monday.
        We expected better.
        The quality is very poor.
        This is a waste of our time.
        My boss is furious with the layout.
        For the third time: the address is missing.
        The error has still not been fixed.
        I am dissatisfied with how this was handled.
        Frankly, this is not good enough.
        You have missed another deadline.
        We are losing customers because of this.
        We feel let down.
        The client is not satisfied.
        Very disappointing.
        This was a breach of contract.
        I am losing patience.
    """,
    (Concern.COMPLAINT, "es"): """
        Sigue habiendo fallos en el texto.
        Hay varios errores en la factura.
        Nuestros clientes se están quejando.
        El texto tiene muchos errores.
        No habéis hecho lo que acordamos.
        Quiero una devolución del dinero.
        Es una vergüenza.
        Me siento engañado.
        Habéis cometido un error grave.
        El resultado es decepcionante.
        Esto no es lo que pedí.
        Tenemos una queja.
        No nos gusta nada cómo se ha llevado esto, estamos muy descontentos.
        Voy a poner una reclamación.
        Esto es inaceptable, llevamos un mes esperando.
        Estoy decepcionado con el servicio.
        Te has equivocado con el precio.
        La calidad es pésima.
        Queremos que nos devuelvan el dinero.
        Me parece una falta de respeto.
        Es la segunda vez que os equivocáis.
        Lo que habéis entregado no cumple lo pactado.
        Esto no es lo que acordamos.
        Estoy muy descontento con el resultado.
        No estamos satisfechos con el trabajo.
        No estamos contentos con el resultado.
        No estoy nada satisfecha con el trabajo.
        Esto no es lo acordado.
        No es lo que habíamos hablado.
        Eso no es lo que pedimos.
        Tengo una queja sobre la última entrega.
        Queremos presentar una reclamación.
        Es inaceptable.
        El retraso es totalmente inadmisible.
        Estoy muy decepcionada.
        Estamos bastante molestos con el retraso.
        Esto es una chapuza.
        Me parece poco profesional.
        Hay muchos errores en el texto.
        La traducción está llena de faltas.
        El teléfono está otra vez mal.
        El logo sigue mal.
        Sigue sin estar corregido.
        Os habéis equivocado de fecha.
        Exigimos la devolución del dinero.
        Quiero que me devuelvan el importe.
        La calidad deja mucho que desear.
        No habéis cumplido el plazo.
        Nos prometisteis la web para mayo.
        Esperábamos mucho más.
        No puede ser que tardéis tres semanas.
        Ya es la tercera vez que lo pido.
        Mi jefe está muy enfadado.
        Los clientes se quejan.
        Ha sido una pérdida de tiempo.
        Falta de seriedad absoluta.
        No se ajusta a lo pactado.
        Qué decepción.
        Habéis enviado el archivo equivocado.
    """,
    (Concern.SCOPE, "en"): """
        It's just a small change, five minutes.
        Can you make it bilingual as well?
        We've decided we also want a shop.
        Could you throw in a favicon too?
        It would also need a blog.
        One more request: a dark version.
        Since you're already working on it, could you change the menu as well?
        Could you also do the business cards?
        One more thing: could we have a Spanish version?
        While you're at it, please change the footer.
        While you are at it, could you update the prices?
        Could you also add a contact form?
        Can you also make a banner for Facebook?
        We'd also like a newsletter template.
        We also need the brochure in French.
        Just a small change to the header.
        A few more tweaks and we are done.
        Another small request: the team page.
        Would it be possible to quickly add a gallery?
        It shouldn't take long.
        It should only take a few minutes.
        Can you squeeze in another page?
        One last thing, the icons.
        One more small change, please.
        I have a quick favour to ask.
        It was not in the original quote, but we need a shop.
        We were wondering whether you could do the photos as well.
        Could you please also translate the legal notice?
        Some additional features would be great.
        Can you do it at no extra cost?
        It would be great if you could also write the texts.
        Surely that is included in the same price?
        My boss thought we could have a second logo as well.
        An additional page please.
        Just one tiny thing.
    """,
    (Concern.SCOPE, "es"): """
        Es solo un cambio pequeño.
        Queremos añadir además una tienda.
        ¿Podrías de paso revisar los textos?
        Un último favor: el favicon.
        Nos haría falta también la versión móvil.
        ¿Te importaría añadir una página más?
        Ya que estamos, cambia la foto.
        ¿Nos podrías hacer también las tarjetas?
        Ya que estás, cambia también el pie de página.
        Ya que te pones, ¿podrías hacer el catálogo?
        Una cosa más: hace falta la versión en inglés.
        Otra cosa, ¿me haces un banner?
        Una última cosa: el formulario.
        ¿Podrías también añadir una galería?
        ¿Puedes además traducir el aviso legal?
        También necesitamos un folleto.
        También nos gustaría tener una tienda.
        De paso, podrías actualizar los precios.
        Y de paso me revisas el texto.
        Un par de cambios más y listo.
        Te pido otro favor.
        Un cambito de nada.
        No te llevará mucho.
        Son cinco minutos.
        Aprovecho para pedirte otro diseño.
        Hemos pensado que también podrías llevar las redes.
        Se nos ha ocurrido añadir un blog.
        Habría que añadir otra página.
        No estaba incluido en el presupuesto, pero lo necesitamos.
        ¿Se podría hacer sin coste adicional?
        Unas páginas más, por favor.
        Además, necesitaríamos que nos hagas las tarjetas.
        Ya puestos, cambia el logo.
        Aprovechando que estás con la web, cambia el menú.
    """,
    (Concern.LEAVING, "en"): """
        Jane no longer works here.
        My colleague Ana will be your contact from now on.
        I will hand over everything to Carol.
        I'm starting a new job next month.
        Tom has left Acme.
        Please direct all future mail to my colleague Ana.
        Ana will take over my projects.
        Today is my last day with the company.
        I wanted to let you know that I'm leaving Acme on 30 June.
        I'm leaving the company at the end of the month.
        I am leaving Acme at the end of May.
        My last day at Acme is Friday.
        Friday will be my last day here.
        I no longer work for Acme.
        I have left the company.
        She is no longer with the company.
        Marta will be taking over from me.
        My colleague Bob will take over the project.
        I'm handing over to my colleague Ana.
        I am preparing the handover this week.
        Your new contact person is Bob Smith.
        Your new point of contact will be Ana.
        From now on, please contact my colleague.
        My successor starts in June.
        I have resigned.
        I've handed in my notice.
        I am retiring in July.
        I'm moving on to a new role.
        I have accepted a new job.
        After ten years I am leaving my position.
        He has left the firm.
        From next week on Ana will be your contact.
        I'm changing jobs.
        My replacement will write to you.
        I am passing everything on to my colleague.
        I've decided to pursue other opportunities.
    """,
    (Concern.LEAVING, "es"): """
        Dejo Lumen a finales de mes.
        Marta ya no trabaja con nosotros.
        Me marcho de la empresa el viernes.
        Te paso el contacto de Eva, que me sustituye.
        He cambiado de trabajo.
        Eva llevará el proyecto a partir de ahora.
        A partir de mañana te atenderá mi compañera Eva.
        Hoy es mi último día en la empresa.
        A partir de ahora lo llevará Marta.
        A partir del lunes se encargará mi compañera.
        A partir de ahora escribe a Bob.
        A partir del 1 de mayo tu contacto será Ana.
        Dejo la empresa a final de mes.
        Me voy de la empresa.
        He dejado la agencia.
        Dejo mi puesto en junio.
        Ya no trabajo en Lumen.
        Ya no trabajo aquí.
        Marta ya no está en la empresa.
        Mi último día es el viernes.
        El viernes es mi último día en Lumen.
        Me sustituye Pedro.
        Me sustituirá mi compañero Luis.
        Mi sustituta se llama Eva.
        Tu nuevo contacto es Luis.
        La nueva persona de contacto será Luis.
        Te dejo en buenas manos con Luis.
        Paso el testigo a mi compañera.
        Luis toma el relevo.
        Me jubilo en septiembre.
        Cambio de trabajo.
        He encontrado un nuevo trabajo.
        Empiezo una nueva etapa profesional.
        He presentado mi dimisión.
        Se hará cargo del proyecto mi compañero.
        Causo baja en la empresa el día 30.
        Te paso el correo de despedida que mandé a todos.
        Estoy haciendo el traspaso de tareas.
    """,
}

SILENT: dict[str, str] = {
    "en": """
        Un abrazo a tu familia.
        I promised my boss the draft for Monday.
        You were right and I was wrong.
        The wrong impression must be avoided.
        There is one typo on page 3.
        It's not bad, but I'd like a warmer red.
        Sorry for the delay, it has been hectic here.
        The company closes between Christmas and New Year.
        You can close the ticket.
        Our accountant will settle the invoice tomorrow.
        I'll pay you next week.
        We pay within thirty days.
        My husband will pick up the flyers.
        My daughter took the pictures.
        Please take over the text from the old page.
        I had a look and it is fine.
        He killed it on stage, great show!
        The event was cancelled because of the storm.
        Our app helps people with diabetes.
        Could you write about burnout for our blog?
        The nursing home wants to show its garden.
        I'm a doctor and need a website for my practice.
        We have a new office in Leeds.
        My colleague is away until Tuesday.
        I'd love to have the icons in green.
        The kick-off is on Monday.
        Se lo paso a mi jefe y te digo.
        La tienda cierra a las ocho.
        Let's kill the second paragraph.
        The team is down to three people this week because of Easter.
        My phone died, call me on the landline.
        We lost two days because of the holiday.
        I lost your last mail, could you send it again?
        My mother loves the website!
        The kids are back at school, so I have time again.
        I'm not sick, just on holiday.
        The operation of the machine is described on page two.
        We'll close the project with your invoice.
        I'm leaving for the airport now.
        My boss is happy with it.
        We are happy with everything, no complaints.
        The bank is closed today, I will pay tomorrow.
        I can't pay by bank transfer today, is a card fine?
        The museum opens an exhibition about death in art.
        Our insolvency law blog needs a new header.
        The old site is dead, long live the new one!
        This is killing me, the upload still runs.
        I was sick of the old logo, the new one is great.
        Could you proofread the article about cancer research?
        We sell health products for families.
        The insurance company wants a page on accidents at work.
        Our new clinic opens in May and we need flyers.
        The hospital's marketing team approved the brochure.
        We're on holiday until the 15th, let's talk after that.
        The second sketch is the one we like.
        Can you send the final files by Friday?
        Thanks for the invoice, I've paid it today.
        I'm sick of waiting for this.
        I'm sick and tired of this font.
        That would be ill-advised.
        The question is ill-posed.
        The problem is ill conceived.
        There is a dead link on the home page.
        You have to kill the process first.
        The server died last night.
        My laptop died yesterday.
        The child process died and the parent has died too.
        The thread is dead.
        The build is broken.
        That is a bankrupt idea.
        The deadline is Friday.
        The module passes away its handle to the caller.
        I passed on your message to Ana.
        I'm out of office until Monday.
        We're doing well, thanks!
        It works well, but not as well as I hoped.
        I hope you are well.
        I hope you are not ill.
        Get well soon!
        I'm sorry for your loss.
        My condolences on the death of your father.
        I am sorry to hear that your mother passed away.
        Were you in hospital?
        The hospital website needs a new menu.
        We met at the hospital's press office.
        The funeral home wants a new logo.
        See chapter 11 of the manual.
        The administration panel does not open.
        The system administration guide is ready.
        Customers can't pay by card on the new page.
        I can't pay attention to everything.
        We closed the deal.
        The shop is closed on Monday.
        We are closing the office for Christmas.
        In case of illness the deadline moves by a week.
        In the event of insolvency the contract ends.
        The operation failed with an error.
        We need an operation that returns the list.
        The technical debt is growing.
        This field is redundant.
        We are not unhappy with it.
        We were not disappointed at all.
        I have no complaints.
        I can't complain.
        We couldn't be happier.
        The refund page needs a new text.
        The complaint form should be on the left.
        Could you send me the photos?
        I'm leaving now, talk tomorrow.
        I leave the decision to you.
        My last day before the holidays is Friday.
        I agree with you, thanks.
        The patch is fine, please send a new version.
        The invoice was paid this morning.
        I'll be on maternity leave from May.
        I cut the text, it was dead wood.
        The project is alive and kicking.
        Our cash register was replaced.
        The administrators of the list were told.
        Nobody is ill.
    """,
    "es": """
        No puedo abrir el archivo.
        El proyecto sigue vivo.
        Hemos cerrado el acuerdo.
        No me gusta el azul.
        Está todo perfecto.
        Hoy cierro el trato y te digo.
        He perdido la cuenta de las versiones.
        Se me ha ido la mano con el texto.
        La muerte del autor es un ensayo de Barthes.
        Estoy malo de memoria, ¿qué precio era?
        El médico protagonista sale en la portada.
        La cuenta de usuario está bloqueada.
        La baja tensión no afecta.
        La operación de marketing empieza el lunes.
        Cerramos el viernes por la tarde.
        Hay una errata en la página 2.
        El curso de primeros auxilios es en mayo.
        La reunión se ha cancelado.
        Te pago la semana que viene.
        Mañana pago la factura.
        Mi hija ha hecho el dibujo.
        El cliente quiere hablar de la factura.
        Somos una clínica dental y necesitamos una web.
        Mi jefe está de viaje.
        El error era mío, perdona.
        Falta de ortografía en la línea 3, lo demás bien.
        La deuda está pagada.
        Estamos de obras en la oficina.
        Dejo el coche en el taller y te llamo.
        Cambia la foto, por favor.
        El cliente es el rey.
        La niña está encantada con el dibujo.
        Mi hermano te llamará mañana.
        Me voy de vacaciones el viernes.
        Te paso el contacto de la imprenta.
        El enlace sigue sin llegarme, ¿me lo reenvías?
        No me convence el color, prueba con verde.
        El duelo entre las dos propuestas lo gana la azul.
        He perdido la contraseña.
        Perdí el autobús y llego tarde.
        He ingresado la factura esta mañana.
        La web va como un tiro, me muero de gusto.
        El concurso de carteles termina el lunes.
        Ya he dado de baja el hosting antiguo.
        La campaña contra el cáncer empieza en octubre.
        Necesitamos un folleto sobre la gripe.
        El hospital nos ha dado el visto bueno.
        Mi madre es muy fan de vuestro trabajo.
        Estaba muerto de risa.
        Mi hijo se ha muerto de risa con el vídeo.
        Tengo muertos los enlaces.
        El enlace está roto.
        El servidor está caído.
        He roto el hilo, perdona.
        Quiero darme de baja de la newsletter.
        Hemos dado de baja el dominio.
        La imagen tiene baja calidad.
        Estamos en temporada baja.
        Estoy de baja por paternidad hasta junio.
        Ya he ingresado el importe.
        El dinero ya está ingresado en cuenta.
        La operación de compraventa se firma el lunes.
        La operación ha fallado.
        El hospital quiere cambiar la web.
        Nos vemos en la clínica para hablar del logo.
        No está mal.
        No está nada mal, me gusta.
        El malo de la película es el cliente.
        Espero que estés bien.
        Espero que no estés enfermo.
        ¿Estás enferma?
        Que te mejores.
        Siento mucho el fallecimiento de tu padre.
        Mi más sentido pésame.
        Siento que tu madre falleciera.
        Convocamos un concurso de fotografía.
        Participamos en un concurso público.
        Eres muy amable.
        El ereader no abre el archivo.
        Cerramos la tienda por vacaciones.
        Cerramos la oficina en agosto.
        Hay que cerrar el trato.
        Los clientes no pueden pagar con tarjeta.
        No puedo pagar por la web.
        En caso de enfermedad se aplaza la entrega.
        En caso de insolvencia el contrato se extingue.
        No tengo ninguna queja.
        No estamos decepcionados, al contrario.
        Estamos muy contentos con el resultado.
        Sin quejas por nuestra parte.
        La política de devoluciones va en el pie.
        Te dejo el archivo en la carpeta.
        Dejo el tema para mañana.
        Me voy a comer, luego hablamos.
        Se encargará de enviarlo mañana.
        El plazo acaba el viernes.
        La factura está pagada.
        Perfecto, gracias.
        Otra cosa es que nos guste.
        La pérdida de datos fue total.
        Perdí el archivo que me mandaste.
        He perdido el hilo.
        Nos dejó muy buena impresión.
        Mi padre nos dejó el coche.
        La deuda técnica crece.
        Me muero de ganas de verlo.
        Este color es para morirse.
    """,
}


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines()]
