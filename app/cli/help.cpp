// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/help.h"

#include "app/cli/command.h"

#include <QFile>

#include <algorithm>
#include <ostream>

namespace oxseal::cli {
namespace {

std::string resource(const std::string& path)
{
    QFile file(QString::fromStdString(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

void printVerb(std::ostream& out, const Verb& verb)
{
    out << "  oxseal " << verb.synopsis << (verb.run ? "" : "   [not yet]") << '\n';
}

} // namespace

const char* version() { return OXSEAL_VERSION; }

Result<int> printHelp(std::ostream& out, const std::string& noun)
{
    if (noun.empty()) {
        out << resource(":/help/overview.txt") << '\n';
        for (const auto& verb : registry())
            printVerb(out, verb);
        return kDone;
    }
    bool known = false;
    for (const auto& verb : registry()) {
        if (verb.noun == noun) {
            known = true;
            printVerb(out, verb);
        }
    }
    if (!known)
        return fail(kUnknownNoun, {}, {noun});
    out << '\n' << resource(":/help/" + noun + ".txt");
    return kDone;
}

} // namespace oxseal::cli
