// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/reference_key.h"
#include "tests/support/test_main.h"

#include <vector>

using namespace oxseal::recon;

class TestReferenceKey : public QObject
{
    Q_OBJECT

    static std::string key(std::string_view text)
    {
        std::string out = "x"; // appends, never looks at what stands before
        appendReferenceKey(out, text);
        return out.substr(1);
    }

private Q_SLOTS:
    void compares()
    {
        COMPARE_STR(key("inv-0042"), "INV0042");
        COMPARE_STR(key(" INV 0042 "), "INV0042");
        COMPARE_STR(key("000540"), "540");
        COMPARE_STR(key("000"), "");
        COMPARE_STR(key("--"), "");
        COMPARE_STR(key("0A1"), "0A1");
        COMPARE_STR(key("caf\xC3\xA9 1"), "CAF\xC3\xA9" "1");
    }
    void cheques()
    {
        QVERIFY(looksLikeCheque("540"));
        QVERIFY(looksLikeCheque("1234567890"));
        QVERIFY(!looksLikeCheque("12345678901"));
        QVERIFY(!looksLikeCheque("54"));
        QVERIFY(!looksLikeCheque("54A"));
    }
    void chequePrefixes()
    {
        const std::vector<std::string> prefixes{"CHQ", "CK"};
        COMPARE_STR(withoutChequePrefix("CHQ001540", prefixes), "1540");
        COMPARE_STR(withoutChequePrefix("CK9999", prefixes), "9999");
        COMPARE_STR(withoutChequePrefix("CHQ12", prefixes), "CHQ12");
        COMPARE_STR(withoutChequePrefix("CHQA123", prefixes), "CHQA123");
        COMPARE_STR(withoutChequePrefix("1540", prefixes), "1540");
    }
    void descriptions()
    {
        std::string out;
        appendDescriptionKey(out, "  Bank   fee\tmay ");
        COMPARE_STR(out, "BANK FEE MAY");
    }
};

OXSEAL_TEST_CLASS(TestReferenceKey);
#include "tst_reference_key.moc"
