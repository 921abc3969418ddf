// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <QList>
#include <map>
#include <optional>
#include <set>
#include <vector>

namespace migration {

/// Which task may be done now. A task waits for those that it names; of those that wait for nothing, the earlier
/// group's goes first, and within a group the one from which the longest way leads to the group's end. The first Error
/// of a group ends that group and no other. Knows no threads and does nothing itself.
class TaskGraph
{
public:
    using Id = qsizetype;
    struct Task
    {
        int group = 0;   ///< lower ones go first
        double cost = 1; ///< about the time it takes, in any unit
        QList<Id> after; ///< added before, of the same group; what ended already is not waited for
    };

    /// `mostOpenGroups`: so many groups may have begun and not ended.
    explicit TaskGraph(int mostOpenGroups) : m_mostOpenGroups(mostOpenGroups) {}

    /// A task of a group that failed is dropped at once.
    Id add(const Task &task);
    /// Now running; none if none may be done at this moment.
    std::optional<Id> take();
    void done(Id id) { end(id); }
    /// The group's waiting tasks are dropped; those that run are still to end.
    void failed(Id id, const base::Error &error);

    [[nodiscard]] int groupOf(Id id) const { return m_nodes[static_cast<size_t>(id)].group; }
    /// Nothing of it waits or runs.
    [[nodiscard]] bool hasEnded(int group) const;
    [[nodiscard]] std::optional<base::Error> errorOf(int group) const;
    /// Nothing waits or runs.
    [[nodiscard]] bool finished() const { return m_left == 0; }
    [[nodiscard]] int running() const { return m_running; }

private:
    enum class State : quint8 { Waiting, Running, Ended };
    struct Node
    {
        int group = 0;
        double cost = 0;
        double way = 0; ///< the longest way to the group's end, its own cost included
        QList<Id> before;
        QList<Id> after; ///< who waits for it
        int waitsFor = 0;
        State state = State::Waiting;
    };
    struct Group
    {
        QList<Id> waiting;
        int left = 0; ///< waiting or running
        bool open = false;
        std::optional<base::Error> error;
    };
    struct Ready
    {
        int group;
        double way;
        Id id;
        bool operator<(const Ready &other) const
        {
            if (group != other.group)
                return group < other.group;
            return way != other.way ? way > other.way : id < other.id;
        }
    };
    Node &node(Id id) { return m_nodes[static_cast<size_t>(id)]; }
    void lengthen(Id id, double way);
    void end(Id id);
    void leave(Id id);

    int m_mostOpenGroups;
    int m_openGroups = 0;
    int m_running = 0;
    qsizetype m_left = 0;
    std::vector<Node> m_nodes;
    std::map<int, Group> m_groups;
    std::set<Ready> m_ready;
};

} // namespace migration
