// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/objects/column_codec.h"

#include "models/audit/merkle.h"
#include "tests/support/qt_hasher.h"
#include "tests/support/test_main.h"

#include <QObject>

using namespace oxseal;

namespace {

// The table of FORMATS.md §4 and §5; bytes and digests there were made by another program in another language.
Table vectorTable()
{
    TextColumn who;
    for (const char* name : {"alice", "b\xC3\xB8", "alice"})
        who.append(name);
    std::vector<Column> columns;
    columns.push_back({"who", std::move(who)});
    columns.push_back({"amount", MoneyColumn{{123450, MoneyColumn::kNone, -7}}});
    columns.push_back({"n", IntegerColumn{{1, 2, 3}}});
    columns.push_back({"day", DayColumn{{Day::fromIso("2026-09-30")->number, DayColumn::kNone, 0}}});
    columns.push_back({"mfa", FlagColumn{{Flag::Yes, Flag::No, Flag::Unknown}}});
    return Table(std::move(columns));
}

const char* const kVectors[] = {
    "4f5843430101000000030000000200000005616c6963650000000362c3b801000100",
    "4f5843430102000000033ae20100000000000000000000000080f9ffffffffffffff",
    "4f584343010300000003010000000000000002000000000000000300000000000000",
    "4f584343010400000003f65000000000008000000000",
    "4f5843430105000000030100" "02",
};

} // namespace

class tst_column_codec : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void vectors();
    void refusesDamage();
    void slicesAndJoins();
    void rowLeaves();
};

void tst_column_codec::vectors()
{
    const Table table = vectorTable();
    for (std::size_t c = 0; c < table.columns().size(); ++c) {
        const auto bytes = encodeChunk(table.columns()[c], 0, 3);
        COMPARE_STR(toHex(asBytes(bytes)), kVectors[c]);
        const auto back = decodeChunk(asBytes(bytes), table.columns()[c].name);
        VERIFY_OK(back);
        for (std::size_t r = 0; r < 3; ++r)
            COMPARE_STR(back->cell(r), table.columns()[c].cell(r));
    }
}

/// Every cut and every surplus byte is refused, as are codes outside the dictionary and flags that do not exist.
void tst_column_codec::refusesDamage()
{
    for (const char* vector : kVectors) {
        const std::string good = *fromHex(vector);
        for (std::size_t cut = 0; cut < good.size(); ++cut)
            QVERIFY(!decodeChunk(asBytes(good.substr(0, cut)), "c"));
        QVERIFY(!decodeChunk(asBytes(good + "x"), "c"));
        std::string version = good;
        version[4] = 2;
        QVERIFY(!decodeChunk(asBytes(version), "c"));
    }
    std::string code = *fromHex(kVectors[0]);
    code.back() = 2;
    QVERIFY(!decodeChunk(asBytes(code), "c"));
    std::string flag = *fromHex(kVectors[4]);
    flag.back() = 3;
    QVERIFY(!decodeChunk(asBytes(flag), "c"));
    // A claim of four thousand million rows in a few bytes ends at once.
    QVERIFY(!decodeChunk(asBytes(*fromHex("4f58434301" "02" "ffffffff" "00")), "c"));
    QVERIFY(!decodeChunk(asBytes(*fromHex("4f58434301" "01" "ffffffff" "ffffffff" "00")), "c"));
}

void tst_column_codec::slicesAndJoins()
{
    TextColumn text;
    for (int i = 0; i < 1000; ++i)
        text.append("text " + std::to_string(i % 300));
    const Column column{"t", std::move(text)};
    auto first = decodeChunk(asBytes(encodeChunk(column, 0, 400)), "t");
    const auto second = decodeChunk(asBytes(encodeChunk(column, 400, 600)), "t");
    VERIFY_OK(first);
    VERIFY_OK(second);
    QVERIFY(appendChunk(*first, *second).has_value());
    QCOMPARE(first->size(), std::size_t(1000));
    for (std::size_t r = 0; r < 1000; ++r)
        COMPARE_STR(first->cell(r), "text " + std::to_string(r % 300));
    QVERIFY(!appendChunk(*first, Column{"t", FlagColumn{}}).has_value());
}

void tst_column_codec::rowLeaves()
{
    test::QtHasher hasher;
    std::vector<std::uint8_t> salt(32);
    for (std::size_t i = 0; i < salt.size(); ++i)
        salt[i] = static_cast<std::uint8_t>(i);
    const Table table = vectorTable();
    const char* const leaves[] = {"be04791d7758b8b3a6faa7451382afa2dad01b6bfbd2522e0a26d056e97ce5de",
        "50e0d3f5f8042de77c857beb41e5562ac734ba5d6fb509e4cb5128343e614faf",
        "85a670efb951f0f6f228457031ab267d1b10f6f8689b8dae6514921b600c08b3"};
    merkle::Frontier tree;
    for (std::size_t r = 0; r < 3; ++r) {
        const auto leaf = rowLeaf(hasher, ByteView(salt), table, r);
        COMPARE_STR(leaf.hex(), leaves[r]);
        tree.append(hasher, leaf);
    }
    COMPARE_STR(tree.root(hasher).hex(), "28610bcb1e73b8e46562685f0bf2265956378f6c19bf587cb78369a9ae659ae2");
}

OXSEAL_TEST_CLASS(tst_column_codec);
#include "tst_column_codec.moc"
