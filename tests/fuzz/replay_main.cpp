// SPDX-License-Identifier: GPL-3.0-or-later
// Stands in for libFuzzer where it is missing: runs the seeds, then deterministic mutations of them for some seconds.
// usage: fuzz_x FOLDER [SECONDS]   A crash or a sanitizer report ends the program; mutations are deterministic, so the same call finds it again.

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

class Dice
{
public:
    std::uint64_t next()
    {
        state_ += 0x9E3779B97F4A7C15ULL;
        std::uint64_t z = state_;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
        return z ^ (z >> 31);
    }
    std::size_t below(std::size_t bound) { return bound == 0 ? 0 : static_cast<std::size_t>(next() % bound); }

private:
    std::uint64_t state_ = 20260930;
};

std::string mutated(const std::vector<std::string>& seeds, Dice& dice)
{
    std::string text = seeds[dice.below(seeds.size())];
    const std::size_t changes = 1 + dice.below(8);
    for (std::size_t i = 0; i < changes; ++i) {
        const std::size_t at = dice.below(text.size() + 1);
        switch (dice.below(7)) {
        case 0: // flip a bit
            if (at < text.size())
                text[at] = static_cast<char>(static_cast<unsigned char>(text[at]) ^ (1U << dice.below(8)));
            break;
        case 1: // any byte
            if (at < text.size())
                text[at] = static_cast<char>(static_cast<unsigned char>(dice.below(256)));
            break;
        case 2: text.insert(at, 1 + dice.below(4), static_cast<char>(static_cast<unsigned char>(dice.below(256)))); break;
        case 3: text.erase(at, 1 + dice.below(16)); break;
        case 4: text.resize(at); break; // cut
        case 5: { // repeat a stretch
            const std::string part = text.substr(at, dice.below(64));
            text.insert(at, part);
            break;
        }
        default: { // cross with another seed
            const auto& other = seeds[dice.below(seeds.size())];
            text = text.substr(0, at) + other.substr(std::min(other.size(), dice.below(other.size() + 1)));
            break;
        }
        }
    }
    constexpr std::size_t longest = 1U << 16;
    text.resize(std::min(text.size(), longest));
    return text;
}

void run(const std::string& text)
{
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
}

} // namespace

int main(int argc, char** argv)
{
    std::vector<std::string> seeds{"", "a", std::string(16, '\0')};
    if (argc > 1 && std::filesystem::is_directory(argv[1])) {
        std::vector<std::filesystem::path> files;
        for (const auto& entry : std::filesystem::directory_iterator(argv[1]))
            files.push_back(entry.path());
        std::sort(files.begin(), files.end());
        for (const auto& file : files) {
            std::ifstream in(file, std::ios::binary);
            seeds.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
        }
    }
    const long seconds = argc > 2 ? std::strtol(argv[2], nullptr, 10) : 2;
    std::uint64_t count = 0;
    for (const auto& seed : seeds) {
        run(seed);
        ++count;
    }
    Dice dice;
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
    while (std::chrono::steady_clock::now() < end) {
        const std::string text = mutated(seeds, dice);
        run(text);
        ++count;
    }
    std::printf("%llu inputs from %zu seeds\n", static_cast<unsigned long long>(count), seeds.size());
    return 0;
}
