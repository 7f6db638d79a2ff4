import { xml } from '../../../wire/soap/xml.ts';
import type { SoapService } from '../operations/soap-service.ts';
import type { PostkasseSandbox } from '../state.ts';
import { writeXsd } from './xsd.ts';

/**
 * The sandbox's own WSDL, from the same data that its messages are judged by. Document/literal, no declared faults. A header
 * block that the service reads has a message of its own, and is bound to each input as one that may be left out: so the
 * owner's WSDL binds `Oppslagstjenesten`, and tools that make a client of it make a parameter of the header.
 */
export function writeWsdl(service: SoapService, location: string, sandbox: PostkasseSandbox): string {
  const { name, wsdl, version } = service;
  const operations = service.operations(sandbox);
  const elements = operations.flatMap(({ forespoersel, respons }) => [forespoersel, respons]);
  const namespace = elements[0]?.namespace;
  const soap = `http://schemas.xmlsoap.org/wsdl/${version.name === '1.1' ? 'soap' : 'soap12'}/`;

  const messages = elements.map(
    ({ name }) => xml`<wsdl:message name="${name}"><wsdl:part name="${name}" element="m:${name}"/></wsdl:message>`,
  );
  const headerMessages = service.headers.map(
    ({ name }) =>
      xml`<wsdl:message name="${name}Header"><wsdl:part name="${name}" element="m:${name}"/></wsdl:message>`,
  );
  const portType = operations.map(
    ({ name: operation, forespoersel, respons }) =>
      xml`<wsdl:operation name="${operation}"><wsdl:input message="tns:${forespoersel.name}"/><wsdl:output message="tns:${respons.name}"/></wsdl:operation>`,
  );
  const headers = service.headers.map(
    ({ name }) => xml`<soap:header message="tns:${name}Header" part="${name}" use="literal" wsdl:required="false"/>`,
  );
  const body = xml`<soap:body use="literal"/>`;
  const binding = operations.map(
    ({ name: operation }) =>
      xml`<wsdl:operation name="${operation}"><soap:operation soapAction=""/><wsdl:input>${headers}${body}</wsdl:input><wsdl:output>${body}</wsdl:output></wsdl:operation>`,
  );

  return xml`<wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="${soap}" xmlns:tns="${wsdl.namespace}" xmlns:m="${namespace}" targetNamespace="${wsdl.namespace}">
<wsdl:types>${writeXsd(elements, [...service.headers])}</wsdl:types>
${messages}${headerMessages}
<wsdl:portType name="${name}">${portType}</wsdl:portType>
<wsdl:binding name="${wsdl.binding}" type="tns:${name}"><soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>${binding}</wsdl:binding>
<wsdl:service name="${name}"><wsdl:port name="${wsdl.port}" binding="tns:${wsdl.binding}"><soap:address location="${location}"/></wsdl:port></wsdl:service>
</wsdl:definitions>`.text;
}
