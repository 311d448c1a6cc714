// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/text.h"
#include "storage/import/kinds.h"
#include "tests/support/test_main.h"

using namespace oxseal;

namespace {

/// "code arguments @line" of the warnings about accounts.
std::vector<std::string> told(const std::string& csv)
{
    KindOptions options;
    const auto read = readKind(ImportKind::Listing, asBytes(csv), options);
    std::vector<std::string> out;
    if (!read)
        return {read.error().id()};
    for (const auto& warning : read->report.warnings) {
        if (!warning.code.starts_with("import.warn.account"))
            continue;
        std::string line = warning.code.substr(12);
        for (const std::string& argument : warning.arguments)
            line += "|" + argument;
        out.push_back(line + "@" + std::to_string(warning.row));
    }
    return out;
}

using Lines = std::vector<std::string>;

} // namespace

class TestRepeatedAccounts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// States are compared as words of one meaning: "disabled" is read as "inactive".
    void anAccountThatIsDescribedInTwoWays()
    {
        const std::string csv = "account_id,email,status,role\n"
                                "ann,ann@x.example,active,Clerk\n"
                                "bob,bob@x.example,active,Clerk\n"
                                "ann,ann@x.example,Active ,Chief\n" // the same word
                                "ann,,disabled,Buyer\n" // says nothing of the address
                                "ann,ann@x.example,disabled,Seller\n" // told once
                                "bob,other@x.example,active,Chief\n";
        COMPARE_STR(join(told(csv), " "), join(Lines{"account_differs|bob|email|bob@x.example|3|other@x.example|7@7", "account_differs|ann|status|active|2|inactive|5@5"}, " "));
    }
    void theSameIdInTwoSystemsIsTwoAccounts()
    {
        QVERIFY(told("system,account_id,status,role\nERP,ann,active,Clerk\nBANK,ann,disabled,View\n").empty());
        QCOMPARE(told("system,account_id,status,role\nERP,ann,active,Clerk\nERP,ann,disabled,View\n").size(), std::size_t(1));
    }
    void manyAreCounted()
    {
        std::string csv = "account_id,status,role\n";
        for (int n = 0; n < 130; ++n)
            csv += "a" + std::to_string(n) + ",active,Clerk\na" + std::to_string(n) + ",disabled,Chief\n";
        const Lines lines = told(csv);
        QCOMPARE(lines.size(), std::size_t(101));
        QCOMPARE(lines.back(), std::string("accounts_more|30@0"));
    }
};

OXSEAL_TEST_CLASS(TestRepeatedAccounts);
#include "tst_repeated_accounts.moc"
