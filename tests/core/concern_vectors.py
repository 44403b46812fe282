"""What people write, a sentence a line: by the concern that it tells of, and what only sounds like one."""

from __future__ import annotations

from ghostd.core.concerns import Concern

TELLING: dict[tuple[Concern, str], str] = {
    (Concern.ILLNESS, "en"): """
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
        Jane no longer works here.
        I've decided to pursue other opportunities.
    """,
    (Concern.LEAVING, "es"): """
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
