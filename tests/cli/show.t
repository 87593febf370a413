# Every table can be shown, as CSV whose first line has the columns.
--- run
tiny_scored
dtxhh show r.dtxhh nothing 2>&1 | sed 's/.*one of: //' | tr ' ' '\n' >tables
while read -r table; do
    dtxhh show r.dtxhh "$table" >out 2>err && [ ! -s err ] || echo "$table: status $?"
    printf '%s: ' "$table"; head -1 out
done <tables
dtxhh show r.dtxhh nothing; echo "status $?"
--- stdout
frame: group,id,own_unit,rates,office,size,loai
round: key,value,basis
blocks: code,name,ranked
units: code,name,block,parent,ranked,order,short_name
offices: code,name,phone
groups: code,name,via,design,take,take_as,per,stratum_by,allocation,min,max,size_column,reserve,response,policy
stages: group,stage,column,method,take,size_by
scales: scale,option,label,percent
criteria: block,code,name,parent,max_points,min_points,cap,step,method,appraiser,support,basis
not_applicable: block,unit,criterion,group,basis
ballot_types: code,title,groups,block,units,own_unit
rates: ballot_type,rater,unit
questions: ballot_type,code,text,per,kind,block,criterion,weight,scale,required
group_weights: block,criterion,group,weight,basis
classes: block,class,from,of,floor,floor_level
margins: group,variable,category,total
tasks: seq,task,product,lead,support,start,due,after,days
strata: group,stratum,population,drawn,reserves
sample: group,id,stratum,role,order,ticket,probability,weight,released,replaced,probability_now,weight_now
freezes: run,time,who,sha256,rules,members,seed_from,seed_digits,ticket_start
replacements: run,time,who,group,replaced,reserve,disposition,reason
ballots: serial,type,group,member,office,pool,state,units,entries
movements: serial,number,state,date,by,office,batch,file,line,run
custody: office,issued,delivered,handed,held,other_ways,unhanded,returned,elsewhere,refused,absent,moved,ineligible,void,out,keyed,to_key,unreturned,verified,archived
batches: office,batch,delivered,handed,returned,keyed,archived,others
findings: code,team,date,place,office,finding,answer,settled,run
events: serial,number,state,reason,run
withdrawals: run,time,who,reason,withdraws,serial,pass,state,keyer,file,line,answers
answers: serial,pass,unit,question,answer
sources: source,kind,file,sheet,sha256,rows,note
points: unit,criterion,group,stage,points,percent,se,n,by,date,reason,run
evidence: unit,criterion,number,symbol,date,title,sha256,note,run
appraisal: unit,criterion,method,appraiser,max,self,check,first,explanation,second,counts,stage,difference,reason,documents,missing,self_late,explanation_late,unreasoned,no_document
response: ballot_type,group,stratum,population,drawn,released,ineligible,issued,returned,valid,base,factor
weights: serial,type,group,base,weight
weight_steps: step,name,group,n,sum,min,max,cv,deff,n_eff,misfit,misfit_at,variables
recipe: step,group,variables,method,lower,upper,classes,totals,rescale,merge
scores: block,unit,max,appraised,survey,sipas,socio,bonus,total,percent,other,rank,class,se,df,low,high,rank_low,rank_high,unstated,n,floor,class_low,class_high,missing
score_nodes: unit,criterion,level,method,applicable,max,points,percent,pooled,stage,se,unstated,low,high
score_groups: unit,criterion,group,ballots,answers,percent,weight,share,dropped,se,unstated
score_blocks: block,units,ranked,mean,high,low,mean_percent,high_percent,low_percent,missing
acts: run,time,who,verb,reason,detail,scored,units
outcomes: run,unit,missing_before,missing,total_before,total,percent_before,percent,rank_before,rank,class_before,class,low_before,low,high_before,high,rank_low_before,rank_low,rank_high_before,rank_high,class_low_before,class_low,class_high_before,class_high
signatures: run,line,role,name,time,hash,key,signature
log: number,time,who,verb,reason,detail,hash,login,program,mark
conflicts: what,serial,number,office,who,file,line,said
office_files: run,office,head,time,who,lines,newest
office_log: number,time,who,verb,reason,detail,hash,login,program,mark,office,split,run
status 2
--- stderr
r.dtxhh: warning: group "DAN", stratum "Y": one respondent stands for others; the error of what is said there is taken about the mean of the group [W611]
dtxhh: there is no table "nothing"; expected one of: frame round blocks units offices groups stages scales criteria not_applicable ballot_types rates questions group_weights classes margins tasks strata sample freezes replacements ballots movements custody batches findings events withdrawals answers sources points evidence appraisal response weights weight_steps recipe scores score_nodes score_groups score_blocks acts outcomes signatures log conflicts office_files office_log
--- status 0
