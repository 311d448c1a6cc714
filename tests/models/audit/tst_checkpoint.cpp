// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/audit/checkpoint.h"

#include "tests/support/qt_hasher.h"
#include "tests/support/test_main.h"

using namespace oxseal;

namespace {

// FORMATS.md section 2: made with python3-cryptography from the key of RFC 8032 section 7.1, test 1.
constexpr const char* kNote = "oxseal/000102030405060708090a0b0c0d0e0f\n"
                              "8\n"
                              "XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n"
                              "purpose close\n"
                              "\n"
                              "— person-3 m2YQi1VojWi+lJZPGusBrbTAY2wNBsJ/ttG8hJlim2NlFhnWUpgdZUbDaMkLkRHEcVigx6vJxnWnmfvDj"
                              "UmE62UG0wg=\n";
constexpr const char* kPublic = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

} // namespace

class TstCheckpoint : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void vector()
    {
        const auto note = parseNote(kNote);
        VERIFY_OK(note);
        COMPARE_STR(note->checkpoint.origin, "oxseal/000102030405060708090a0b0c0d0e0f");
        QCOMPARE(note->checkpoint.size, std::uint64_t{8});
        COMPARE_STR(note->checkpoint.root.hex(), "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
        QCOMPARE(note->checkpoint.extensions.size(), std::size_t{1});
        QCOMPARE(note->signatures.size(), std::size_t{1});
        COMPARE_STR(note->signatures[0].name, "person-3");
        QCOMPARE(note->signatures[0].signature.size(), std::size_t{64});
        test::QtHasher hasher;
        const auto key = fromHex(kPublic);
        QCOMPARE(ed25519KeyId(hasher, "person-3", asBytes(*key)), note->signatures[0].keyId);
        QCOMPARE(note->signatures[0].keyId, std::uint32_t{0x9b66108b});
        COMPARE_STR(noteText(*note), kNote);
        COMPARE_STR(checkpointText(note->checkpoint), std::string(kNote).substr(0, std::string(kNote).find("\n\n") + 1));
    }

    void otherSpellingsAreRefused()
    {
        const std::string good = kNote;
        const auto without = [&](const char* part) {
            std::string text = good;
            return text.erase(text.find(part), std::string(part).size());
        };
        const auto with = [&](const char* from, const char* to) {
            std::string text = good;
            return text.replace(text.find(from), std::string(from).size(), to);
        };
        for (const std::string& bad : {std::string(), good.substr(0, good.size() - 1), good + "\n", "\n" + good,
                 without("— "), without("person-3 "), with("\n8\n", "\n08\n"), with("\n8\n", "\n-8\n"),
                 with("\n8\n", "\n+8\n"), with("Qyg=", "Qyh="), with("Xcna", "Xcn"), with("person-3", "per+son"),
                 good.substr(0, good.find("\n\n") + 2), with("purpose close\n", "purpose close\n\n"),
                 with("— person-3 m2", "- person-3 m2")})
            QVERIFY2(!parseNote(bad), bad.c_str());
    }
};

OXSEAL_TEST_CLASS(TstCheckpoint);
#include "tst_checkpoint.moc"
