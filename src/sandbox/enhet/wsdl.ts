import { xml } from '../../wire/soap/xml.ts';
import { GRUNNDATA } from './envelope.ts';
import { OPERATIONS, parameterOf, type Tjeneste, tjenesteOf } from './operations/names.ts';

/**
 * The WSDL of one service, as the register serves it beside the service under `.wsdl`: document/literal wrapped, every
 * parameter a text that has to be there, every answer one text, no header, no declared fault. The name of the binding is the
 * sandbox's own.
 */
export function writeWsdl(tjeneste: Tjeneste, location: string): string {
  const operations = OPERATIONS.filter((operation) => tjenesteOf(operation) === tjeneste);
  const text = (name: string) => xml`<xs:element name="${name}" type="xs:string"/>`;
  const wrapper = (name: string, parameters: readonly string[]) =>
    xml`<xs:element name="${name}"><xs:complexType><xs:sequence>${parameters.map(text)}</xs:sequence></xs:complexType></xs:element>`;
  const elements = operations.flatMap((operation) => {
    const asked = ['userid', 'password', parameterOf(operation)].filter((name) => name !== undefined);
    return [wrapper(operation, asked), wrapper(`${operation}Response`, ['return'])];
  });
  const message = (name: string, element: string) =>
    xml`<wsdl:message name="${name}"><wsdl:part name="parameters" element="tns:${element}"/></wsdl:message>`;
  const messages = operations.flatMap((operation) => [
    message(`${operation}Request`, operation),
    message(`${operation}Response`, `${operation}Response`),
  ]);
  const portType = operations.map(
    (operation) =>
      xml`<wsdl:operation name="${operation}"><wsdl:input message="tns:${operation}Request"/><wsdl:output message="tns:${operation}Response"/></wsdl:operation>`,
  );
  const body = xml`<soap:body use="literal"/>`;
  const binding = operations.map(
    (operation) =>
      xml`<wsdl:operation name="${operation}"><soap:operation soapAction=""/><wsdl:input>${body}</wsdl:input><wsdl:output>${body}</wsdl:output></wsdl:operation>`,
  );

  return xml`<wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:tns="${GRUNNDATA}" name="${tjeneste}Service" targetNamespace="${GRUNNDATA}">
<wsdl:types><xs:schema targetNamespace="${GRUNNDATA}" elementFormDefault="qualified">${elements}</xs:schema></wsdl:types>
${messages}
<wsdl:portType name="${tjeneste}">${portType}</wsdl:portType>
<wsdl:binding name="${tjeneste}SoapBinding" type="tns:${tjeneste}"><soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>${binding}</wsdl:binding>
<wsdl:service name="${tjeneste}Service"><wsdl:port name="${tjeneste}SoapPort" binding="tns:${tjeneste}SoapBinding"><soap:address location="${location}"/></wsdl:port></wsdl:service>
</wsdl:definitions>`.text;
}
