// SPDX-License-Identifier: GPL-3.0-or-later
// Texts that count say one line and two lines, and no text has a choice of words that nobody made.
#include "storage/texts/pattern.h"
#include "storage/texts/texts.h"
#include "tests/support/test_main.h"

using namespace oxseal;

class TestCountedWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneAndMany()
    {
        COMPARE_STR(texts::sentence("access.stage_late", {"1"}), "1 day overdue.");
        COMPARE_STR(texts::sentence("access.stage_late", {"2"}), "2 days overdue.");
        COMPARE_STR(texts::sentence("access.stage_late", {"0"}), "0 days overdue.");
        COMPARE_STR(texts::sentence("access.stage_late", {"11"}), "11 days overdue.");
        COMPARE_STR(texts::sentence("access.lag.exact", {"3", "1"}), "3 days (1 business day)");
        COMPARE_STR(texts::sentence("recon.matter.close_unsampled", {"1"}), "1 account was closed by rule and not sampled.");
        COMPARE_STR(texts::sentence("document.duties.unmapped", {"1"}), "1 permission of the listings is mapped by no rule: nothing can be said about it.");
        std::string out;
        texts::Pattern("document.further").appendTo(out, {"1"});
        COMPARE_STR(out, "1 further item");
    }
    // What stands in an argument is never read as a choice.
    void anArgumentIsNotScanned()
    {
        COMPARE_STR(texts::sentence("sod.rules_loaded", {"{2?a|b}", "{0}", "1", "2"}), "Rule set {2?a|b} {0}: 1 rule, 2 functions.");
    }
    void everyChoiceIsWhole()
    {
        std::size_t choices = 0;
        for (const auto table : {texts::coreTexts(), texts::cliTexts(), texts::workspaceTexts(), texts::importTexts(), texts::accessTexts(), texts::sodTexts(), texts::reconTexts(),
                 texts::accountTexts(), texts::exceptionTexts(), texts::controlTexts(), texts::packetTexts(), texts::demoTexts()}) {
            for (const texts::Entry& entry : table) {
                for (const std::string_view text : {std::string_view(entry.what), std::string_view(entry.remedy)}) {
                    for (std::size_t at = text.find('?'); at != std::string_view::npos; at = text.find('?', at + 1)) {
                        if (at < 2 || text[at - 2] != '{' || text[at - 1] < '0' || text[at - 1] > '9')
                            continue;
                        const std::size_t bar = text.find('|', at), end = text.find('}', at);
                        QVERIFY2(bar < end && end != std::string_view::npos, entry.id);
                        QVERIFY2(text.substr(at, end - at).find('{') == std::string_view::npos, entry.id);
                        ++choices;
                    }
                }
            }
        }
        QVERIFY(choices > 100);
    }
};

OXSEAL_TEST_CLASS(TestCountedWords);
#include "tst_counted_words.moc"
