// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/radix_order.h"
#include "tests/support/test_main.h"

#include <algorithm>
#include <numeric>
#include <random>

using namespace oxseal;

class TestRadixOrder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agreesWithTheStableSortOfTheLibrary()
    {
        std::mt19937_64 random(5);
        for (const std::uint64_t mask : {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{0x7FF}, std::uint64_t{0x800},
                 std::uint64_t{0xFFFFF00000000000ULL}, std::uint64_t{0xF0F0F0F0F0F0F0F0ULL}, ~std::uint64_t{0}}) {
            for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{2}, std::size_t{777}, std::size_t{20'000}}) {
                std::vector<std::uint64_t> keys;
                for (std::size_t at = 0; at < size; ++at)
                    keys.push_back((random() & mask) | 0x0001000000000000ULL);
                std::vector<std::uint32_t> expected(size);
                std::iota(expected.begin(), expected.end(), 0U);
                std::stable_sort(expected.begin(), expected.end(), [&keys](std::uint32_t a, std::uint32_t b) { return keys[a] < keys[b]; });
                QVERIFY(radixOrder(keys) == expected);
            }
        }
    }
};

OXSEAL_TEST_CLASS(TestRadixOrder);
#include "tst_radix_order.moc"
