// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/generator.h"

#include "app/demo/render.h"
#include "app/demo/settle.h"

#include <QFile>

namespace oxseal::demo {
namespace {

Json placesOf(const std::vector<Place>& places)
{
    Json list(Json::Array{});
    for (const auto& place : places)
        list.push(Json().set("file", place.file).set("find", place.find));
    return list;
}

Result<Json> answersOf(const World& world)
{
    std::map<std::string, Json> words;
    Json list(Json::Array{});
    for (const auto& fault : world.faults) {
        if (!words.contains(fault.family)) {
            OXSEAL_TRY(const std::string text, demoResource("faults_" + fault.family + ".json"));
            OXSEAL_TRY(words[fault.family], parseJson(text));
        }
        const Json& said = words[fault.family][fault.id];
        for (const char* key : {"fault", "lesson", "seen", "action", "twin"}) {
            if (said[key].toString().empty())
                return fail(kNoWords, fault.family, {fault.id});
        }
        list.push(Json()
                .set("id", fault.id)
                .set("family", fault.family)
                .set("period", fault.period)
                .set("fault", said["fault"])
                .set("lesson", said["lesson"])
                .set("seen", said["seen"])
                .set("action", said["action"])
                .set("where", placesOf(fault.where))
                .set("twin", Json().set("what", said["twin"]).set("where", placesOf(fault.twin))));
    }
    return Json()
        .set("mark", "DEMO")
        .set("company", world.entities.front().name)
        .set("seed", std::to_string(world.seed))
        .set("faults", list);
}

} // namespace

Result<std::string> demoResource(const std::string& name)
{
    QFile file(QString::fromStdString(":/demo/" + name));
    if (!file.open(QIODevice::ReadOnly))
        return fail(kNoWords, name, {name});
    return file.readAll().toStdString();
}

Result<Generated> generate(std::uint64_t seed)
{
    Generated out;
    out.world = plainWorld(seed);
    seedAccessFaults(out.world);
    seedSodFaults(out.world);
    seedReconFaults(out.world);
    seedCardFaults(out.world);
    seedJournalFaults(out.world);
    seedChecklistFaults(out.world);
    takeLaterExtracts(out.world);
    settle(out.world);
    renderListings(out.world, out.files);
    renderBooks(out.world, out.files);
    renderCards(out.world, out.files);
    renderSchedules(out.world, out.files);
    renderJournals(out.world, out.files);
    OXSEAL_CHECK(renderDocuments(out.world, out.files));
    OXSEAL_TRY(out.answers, answersOf(out.world));
    return out;
}

} // namespace oxseal::demo
