import { type XmlMarkup, xml } from '../../wire/soap/xml.ts';
import type { Soaptjeneste } from './soaptjeneste.ts';
import type { Tilstand } from './tilstand.ts';
import { writeXsd } from './xsd.ts';

/** The sandbox's own WSDL, from the same data that its messages are judged by. Document/literal, no declared faults. */
export function writeWsdl(tjeneste: Soaptjeneste, location: string, tilstand: Tilstand): string {
  const { navn, wsdl, versjon } = tjeneste;
  const operasjoner = tjeneste.operasjoner(tilstand);
  const elementer = operasjoner.flatMap(({ forespoersel, respons }) => [forespoersel, respons]);
  const namespace = elementer[0]?.namespace;
  const soap = `http://schemas.xmlsoap.org/wsdl/${versjon.navn === '1.1' ? 'soap' : 'soap12'}/`;

  const messages = elementer.map(
    ({ name }) => xml`<wsdl:message name="${name}"><wsdl:part name="${name}" element="m:${name}"/></wsdl:message>`,
  );
  const operations = (input: XmlMarkup, action: XmlMarkup, withMessages: boolean) =>
    operasjoner.map(({ navn: operasjon, forespoersel, respons }) => {
      const [asked, answered] = withMessages
        ? [xml` message="tns:${forespoersel.name}"`, xml` message="tns:${respons.name}"`]
        : [];
      return xml`<wsdl:operation name="${operasjon}">${action}<wsdl:input${asked}>${input}</wsdl:input><wsdl:output${answered}>${input}</wsdl:output></wsdl:operation>`;
    });
  const portType = operations(xml``, xml``, true);
  const binding = operations(xml`<soap:body use="literal"/>`, xml`<soap:operation soapAction=""/>`, false);

  return xml`<wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="${soap}" xmlns:tns="${wsdl.namespace}" xmlns:m="${namespace}" targetNamespace="${wsdl.namespace}">
<wsdl:types>${writeXsd(elementer, [...tjeneste.headere])}</wsdl:types>
${messages}
<wsdl:portType name="${navn}">${portType}</wsdl:portType>
<wsdl:binding name="${wsdl.binding}" type="tns:${navn}"><soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>${binding}</wsdl:binding>
<wsdl:service name="${navn}"><wsdl:port name="${wsdl.port}" binding="tns:${wsdl.binding}"><soap:address location="${location}"/></wsdl:port></wsdl:service>
</wsdl:definitions>`.text;
}
