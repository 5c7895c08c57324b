import { activityIndicator } from '../../activity.ts';
import { census } from '../../basis.ts';

/** 互动访谈 as the 2015 census asks for it: a channel, and so many interviews in a year. */
export default activityIndicator({
  id: 'site.interview-activity',
  title: { zh: '互动访谈活动', en: 'Interviews held' },
  basis: census('互动回应情况', '互动访谈'),
  kind: 'interview',
  held: (interaction) => interaction.interviews,
});
