// SPDX-License-Identifier: MIT
#include "migration/run/taskgraph.h"

namespace migration {

TaskGraph::Id TaskGraph::add(const Task &task)
{
    const auto id = static_cast<Id>(m_nodes.size());
    Node &added = m_nodes.emplace_back(Node{.group = task.group, .cost = task.cost, .way = task.cost});
    Group &group = m_groups[task.group];
    if (group.error) {
        added.state = State::Ended;
        return id;
    }
    for (const Id earlier : task.after) {
        if (node(earlier).state == State::Ended)
            continue;
        node(id).before.append(earlier);
        ++node(id).waitsFor;
        node(earlier).after.append(id);
        lengthen(earlier, node(earlier).cost + task.cost);
    }
    ++group.left;
    ++m_left;
    group.waiting.append(id);
    if (node(id).waitsFor == 0)
        m_ready.insert({task.group, node(id).way, id});
    return id;
}

/// What comes after it takes longer than was known. A little longer does not count, lest adding to a long chain
/// should go back along it each time.
void TaskGraph::lengthen(Id id, double way)
{
    constexpr double little = 1.05;
    Node &changed = node(id);
    if (way <= changed.way * little)
        return;
    const bool ready = m_ready.erase({changed.group, changed.way, id}) > 0;
    changed.way = way;
    if (ready)
        m_ready.insert({changed.group, way, id});
    for (const Id earlier : changed.before)
        lengthen(earlier, node(earlier).cost + way);
}

std::optional<TaskGraph::Id> TaskGraph::take()
{
    for (auto ready = m_ready.begin(); ready != m_ready.end(); ++ready) {
        Group &group = m_groups[ready->group];
        if (!group.open && m_openGroups >= m_mostOpenGroups)
            continue;
        if (!group.open)
            ++m_openGroups;
        group.open = true;
        const Id id = ready->id;
        m_ready.erase(ready);
        group.waiting.removeOne(id);
        node(id).state = State::Running;
        ++m_running;
        return id;
    }
    return std::nullopt;
}

void TaskGraph::leave(Id id)
{
    node(id).state = State::Ended;
    Group &group = m_groups[node(id).group];
    --m_left;
    if (--group.left == 0 && group.open) {
        group.open = false;
        --m_openGroups;
    }
}

void TaskGraph::end(Id id)
{
    --m_running;
    leave(id);
    for (const Id later : std::exchange(node(id).after, {})) {
        Node &next = node(later);
        if (next.state == State::Waiting && --next.waitsFor == 0)
            m_ready.insert({next.group, next.way, later});
    }
}

void TaskGraph::failed(Id id, const base::Error &error)
{
    Group &group = m_groups[node(id).group];
    if (!group.error)
        group.error = error;
    for (const Id waiting : std::exchange(group.waiting, {})) {
        m_ready.erase({node(waiting).group, node(waiting).way, waiting});
        leave(waiting);
    }
    end(id);
}

bool TaskGraph::hasEnded(int group) const
{
    const auto found = m_groups.find(group);
    return found == m_groups.end() || found->second.left == 0;
}

std::optional<base::Error> TaskGraph::errorOf(int group) const
{
    const auto found = m_groups.find(group);
    return found == m_groups.end() ? std::nullopt : found->second.error;
}

} // namespace migration
