// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/answers/review_pack.h"

#include "storage/crypto/hash.h"
#include "tests/support/test_main.h"

using namespace oxseal;
using namespace oxseal::access;

namespace {

/// Gives 1, 2, 3 … in each call: what the vectors of FORMATS.md §10 were made with.
class CountingRandom final : public Random
{
public:
    void fill(std::span<std::uint8_t> out) override
    {
        std::uint8_t next = 0;
        for (std::uint8_t& byte : out)
            byte = ++next;
    }
};

AnswerSheet sheet()
{
    AnswerSheet out;
    out.workspace = "000102030405060708090a0b0c0d0e0f";
    out.company = "Acme Corp";
    out.campaign = 3;
    out.system = "ERP";
    out.period = "2026-Q3";
    out.asOf = *Day::fromIso("2026-09-30");
    out.campaignDigest = std::string(64, 'a');
    out.login = "rita";
    out.reviewer = "Rita";
    out.madeAt = *Instant::fromIso("2026-10-02T08:00:00Z");
    out.nonce = std::string(32, '0');
    out.replyKey = std::string(32, '\x07');
    SheetLine line;
    line.account = "ann";
    line.entitlement = "Clerk / Bills (Full)";
    line.flags = {"privileged"};
    for (const std::int64_t row : {2, 5}) {
        line.row = row;
        out.lines.push_back(line);
    }
    return out;
}

Secret bytes(const char* hex) { return Secret::copyOf(asBytes(*fromHex(hex))); }

/// RFC 7748 §6.1, Bob; RFC 8032 §7.1, test 1.
OpenedPack opened()
{
    BoxKey box = *BoxKey::fromPrivate(bytes("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb"));
    SessionKey session = *SessionKey::fromSeed(bytes("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"));
    return {sheet(), sheetDigest(sheet()), {PersonKeys{}, std::move(box), std::move(session)}};
}

std::string sealedPack()
{
    CountingRandom random;
    const Json keys = Json().set("public", Json().set("box", toBase64(asBytes(opened().keys.box.publicKey))).set("login", "rita"));
    return sealPack(sheet(), keys, random).value();
}

std::string sealedReply()
{
    CountingRandom random;
    return sealReply(opened(), {{2, Decision::Revoke, "leaver", "", "left"}}, *Instant::fromIso("2026-10-03T08:00:00Z"), random).value();
}

} // namespace

class TestReviewPack : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// Made by tests/data/access/review_pack_vectors.py, which shares no code with this.
    void vectors()
    {
        COMPARE_STR(sheetDigest(sheet()).hex(), "3d5f60cd3fe675770be3976a33f285c21fbd3d53686b6decde59e7f34335c0f6");
        const std::string pack = sealedPack();
        QCOMPARE(pack.size(), std::size_t(1105));
        COMPARE_STR(sha256(pack).hex(), "ef507654f3af9c3341d8901b153dce33396e2aaeede638c827c41d1436e34812");
        const std::string reply = sealedReply();
        QCOMPARE(reply.size(), std::size_t(621));
        COMPARE_STR(sha256(reply).hex(), "91e2f74642e2574e129142942d6520c8c7ae845d30e2ebf88cdaf4ff03c1e03e");
    }

    void aReplyOpensWithItsSheetOnly()
    {
        const std::string reply = sealedReply();
        QVERIFY(replyPack(asBytes(reply)).value() == sheetDigest(sheet()));
        const auto found = openReply(asBytes(reply), sheet());
        VERIFY_OK(found);
        QCOMPARE(found->answers.answers.size(), std::size_t(1));
        COMPARE_STR(toHex(asBytes(found->sessionKey)), "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
        AnswerSheet other = sheet();
        other.replyKey = std::string(32, '\x08');
        COMPARE_STR(openReply(asBytes(reply), other).error().id(), "access.reply_damaged");
        for (std::size_t length = 0; length < reply.size(); ++length)
            QVERIFY(!openReply(asBytes(std::string_view(reply).substr(0, length)), sheet()));
        COMPARE_STR(openReply(asBytes(reply + "x"), sheet()).error().id(), "access.reply_damaged");
    }

    void aPackIsReadStrictly()
    {
        const std::string pack = sealedPack();
        const auto read = readPack(asBytes(pack));
        VERIFY_OK(read);
        COMPARE_STR(read->login, "rita");
        COMPARE_STR(readPack(asBytes(std::string_view("PK\3\4 a workbook of somebody"))).error().id(), "access.pack_not_one");
        COMPARE_STR(readPack(asBytes(std::string_view(pack).substr(0, 60))).error().id(), "access.pack_damaged");
        std::string huge = pack;
        huge[12] = '\xff'; // a head of 4 GB
        COMPARE_STR(readPack(asBytes(huge)).error().id(), "access.pack_damaged");
        // Its keys are none that a passphrase could open.
        COMPARE_STR(openPack(*read, bytes("00"), Environment()).error().id(), "keyring.invalid");
    }

    void anotherSignatureIsRefused()
    {
        // Whoever knows the reply key (the workspace does) still cannot sign for the reviewer: a session key of his own is seen.
        OpenedPack forged = opened();
        CountingRandom random;
        forged.keys.session = *SessionKey::generate(random);
        const auto reply = sealReply(forged, {{5, Decision::Keep, "", "", ""}}, Instant{}, random);
        const auto found = openReply(asBytes(*reply), sheet());
        VERIFY_OK(found);
        QVERIFY(found->sessionKey != opened().keys.session.publicKey());
    }
};

OXSEAL_TEST_CLASS(TestReviewPack);
#include "tst_review_pack.moc"
