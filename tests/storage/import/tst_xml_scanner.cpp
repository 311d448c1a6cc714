// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/xml_scanner.h"
#include "tests/support/test_main.h"

#include <QObject>

using namespace oxseal;

namespace {

/// Everything the scanner says about a document handed over in pieces of `piece` bytes: "<a x=1>", "text", "</a>", "!why".
std::string said(std::string_view document, std::size_t piece)
{
    XmlScanner xml([&] {
        const auto chunk = document.substr(0, piece);
        document.remove_prefix(chunk.size());
        return chunk;
    });
    std::string out;
    for (;;) {
        switch (xml.next()) {
        case XmlScanner::Token::Start:
            out += "<" + std::string(xml.name());
            if (const auto x = xml.attribute("x"))
                out += " x=" + xml.attributeText("x");
            out += ">";
            break;
        case XmlScanner::Token::End: out += "</" + std::string(xml.name()) + ">"; break;
        case XmlScanner::Token::Text:
            if (!xml.appendText(out))
                return out + "!reference";
            break;
        case XmlScanner::Token::Done: return out;
        case XmlScanner::Token::Broken: return out + "!" + xml.problem();
        }
    }
}

} // namespace

class tst_xml_scanner : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void documents_data();
    void documents();
};

void tst_xml_scanner::documents_data()
{
    QTest::addColumn<QString>("document");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const char* document, const char* expected) {
        QTest::newRow(name) << QString::fromUtf8(document) << QString::fromUtf8(expected);
    };
    row("plain", "<?xml version='1.0'?>\n<a><b x='1'>t</b><c/></a>\n", "<a><b x=1>t</b><c></c></a>");
    row("prefixes", "<n:a xmlns:n='u'><n:b n:x='1'/></n:a>", "<a><b x=1></b></a>");
    row("references", "<a>&lt;&#65;&#x20AC;&amp;amp;</a>", "<a><A€&amp;</a>");
    row("reference in an attribute", "<a x='&quot;1&#10;'/>", "<a x=\"1\n></a>");
    row("mark in an attribute", "<a x='1>0'>t</a>", "<a x=1>0>t</a>");
    row("literal", "<a><![CDATA[<b>&amp;]]></a>", "<a><b>&amp;</a>");
    row("comment", "<a><!-- <b> -- -->t</a><!-- end -->", "<a>t</a>");
    row("byte order mark", "\xEF\xBB\xBF<a/>", "<a></a>");
    row("other attribute", "<a maxx='7' x = \"2\"/>", "<a x=2></a>");
    row("unknown entity", "<a>&nbsp;</a>", "<a>!reference");
    row("no character", "<a>&#0;</a>", "<a>!reference");
    row("surrogate", "<a>&#xD800;</a>", "<a>!reference");
    row("document type", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "!it declares a document type, which no such file needs");
    row("crossed", "<a><b></a></b>", "<a><b>!its elements are not nested as they must be");
    row("two roots", "<a/><b/>", "<a></a>!its elements are not nested as they must be");
    row("cut", "<a><b>te", "<a><b>te!it ends too early");
    row("cut in a tag", "<a><b x='1", "<a>!a tag does not end");
    row("text outside", "<a/>t", "<a></a>!text stands outside its root");
    row("nothing", "", "!it ends too early");
}

/// Where the pieces are cut changes nothing, except that a text may come in several parts.
void tst_xml_scanner::documents()
{
    QFETCH(QString, document);
    QFETCH(QString, expected);
    const std::string text = document.toStdString();
    for (const std::size_t piece : {std::size_t{1}, std::size_t{2}, std::size_t{7}, text.size() + 1})
        COMPARE_STR(said(text, piece), expected.toStdString());
}

OXSEAL_TEST_CLASS(tst_xml_scanner);
#include "tst_xml_scanner.moc"
